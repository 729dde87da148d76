import { useNotify } from './notices';

export function CopyButton({ text, what }: { text: string; what: string }) {
  const notify = useNotify();

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      notify(`${what} copied.`);
    } catch {
      notify('Your browser does not allow copying. Select the text and copy it.');
    }
  }

  return (
    <button type="button" className="button" onClick={() => void copy()}>
      Copy<span className="visually-hidden"> {what}</span>
    </button>
  );
}
