import { useState } from 'react';
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
  const { email } = useUser();
  const [isSaved, setIsSaved] = useState(false);
  const heading = `${settings.appName} backup codes of ${email}. Each works once.`;

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
      <p>
        If you lose your phone or your passkey, each of these codes stands in for it once. They are not shown
        again: keep them where you keep important papers, or in a password manager.
      </p>
      <ul className="code-list" aria-label="Backup codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="actions">
        <CopyButton text={codes.join('\n')} what="Backup codes" />
        <button type="button" className="button" onClick={download}>
          Download
        </button>
        <button type="button" className="button" onClick={() => window.print()}>
          Print
        </button>
      </div>
      <CheckBox
        label="I have saved them"
        checked={isSaved}
        onChange={(event) => setIsSaved(event.target.checked)}
      />
      <div className="form-actions">
        <button type="button" className="button button-primary" disabled={!isSaved} onClick={onSaved}>
          Done
        </button>
      </div>
    </div>
  );
}
