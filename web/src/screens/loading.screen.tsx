import { useText } from '../language/language.context';

/** For who waits; most never see it. */
export function LoadingScreen() {
  const text = useText();
  return (
    <main className="loading">
      <p role="status">{text('loading')}</p>
    </main>
  );
}
