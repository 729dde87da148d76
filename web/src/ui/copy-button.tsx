import { useText } from '../language/language.context';
import { Text } from '../language/text';
import { useNotify } from './notices';

/** @param what it is, in words. */
export function CopyButton({ value, what }: { value: string; what: string }) {
  const text = useText();
  const notify = useNotify();

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      notify(text('copy.done', { what }));
    } catch {
      notify(text('copy.refused'));
    }
  }

  return (
    <button type="button" className="button" onClick={() => void copy()}>
      <Text id="copy.button" values={{ what }} />
    </button>
  );
}
