/** For who waits; most never see it. */
export function LoadingScreen() {
  return (
    <main className="loading">
      <p role="status">Loading…</p>
    </main>
  );
}
