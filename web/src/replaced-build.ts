/**
 * After an update the files of this page may be gone: then only a new page helps. Whoever is merely offline keeps this one,
 * with what was typed.
 */
export async function reloadIfReplaced(): Promise<void> {
  const script = document.querySelector('script[src]')?.getAttribute('src') ?? '';
  const html = await fetch(window.location.pathname, { cache: 'no-store' }).then(
    (response) => (response.ok ? response.text() : script),
    () => script,
  );
  if (!html.includes(script)) {
    window.location.reload();
  }
}
