import { useEffect, useState } from 'react';
import { useText } from '../language/language.context';
import { useUser } from '../session/session.context';
import { settings } from '../settings';
import { CopyButton } from '../ui/copy-button';
import { CheckBox } from '../ui/fields';

interface Props {
  codes: string[];
  onSaved: () => void;
}

/** Shown this once: nobody, the server included, can show them again. */
export function BackupCodes({ codes, onSaved }: Props) {
  const text = useText();
  const { email } = useUser();
  const [isSaved, setIsSaved] = useState(false);
  const heading = text('codes.heading', { app: settings.appName, email });

  // They are in force already, and nobody sees them again.
  useEffect(() => {
    window.addEventListener('beforeunload', askBeforeLeaving);
    return () => window.removeEventListener('beforeunload', askBeforeLeaving);
  }, []);

  function download() {
    const file = new Blob([`${heading}\n\n${codes.join('\n')}\n`], { type: 'text/plain' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `${settings.appName.toLowerCase().replace(/\W+/g, '-')}-backup-codes.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  return (
    <div className="backup-codes">
      <p className="paper-only">{heading}</p>
      <p>{text('codes.intro')}</p>
      <ul className="code-list" aria-label={text('codes.title')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="actions">
        <CopyButton value={codes.join('\n')} what={text('codes.title')} />
        <button type="button" className="button" onClick={download}>
          {text('codes.download')}
        </button>
        <button type="button" className="button" onClick={() => window.print()}>
          {text('codes.print')}
        </button>
      </div>
      <CheckBox
        label={text('codes.saved')}
        checked={isSaved}
        onChange={(event) => setIsSaved(event.target.checked)}
      />
      <div className="form-actions">
        <button type="button" className="button button-primary" disabled={!isSaved} onClick={onSaved}>
          {text('codes.done')}
        </button>
      </div>
    </div>
  );
}

/** The browser has its own words for the question. */
function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
