import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { TotpField, totpCodeOf } from '../ui/code-field';
import { ActionButton } from '../ui/action-button';
import { CopyButton } from '../ui/copy-button';
import { Dialog } from '../ui/dialog';
import { Form, type FormValues } from '../ui/form';
import { generateSecret, type PendingSecret } from './pending-secret';
import { QrCode } from './qr-code';
import { SaveBackupCodesDialog } from './save-backup-codes.dialog';

interface Props {
  purpose: 'turn on' | 'new phone' | 'add app';
  pending: PendingSecret;
  onClose: () => void;
}

const titles: Record<Props['purpose'], string> = {
  'turn on': 'Turn on two-factor authentication',
  'new phone': 'Set up your new phone',
  'add app': 'Set up an authenticator app',
};

const hints: Record<Props['purpose'], string> = {
  'turn on': '',
  'new phone': ' Your old phone works until you are done here.',
  'add app':
    ' If you have one set up already, it works until you are done here. You get new backup codes, too.',
};

/** Scan, confirm with a code, keep the backup codes. */
export function SetUpTwoFactorDialog({ purpose, pending, onClose }: Props) {
  const [{ otpauthUrl, secret }, setPending] = useState(pending);
  const [backupCodes, setBackupCodes] = useState<string[]>();

  async function turnOn(values: FormValues) {
    const answer = await answerOf(api.POST('/2fa/turn-on', { body: totpCodeOf(values) }));
    setBackupCodes(answer.backupCodes);
  }

  if (backupCodes) {
    return <SaveBackupCodesDialog codes={backupCodes} onClose={onClose} />;
  }
  return (
    <Dialog title={titles[purpose]} onClose={onClose}>
      <ol className="steps">
        <li>
          <p>
            Scan this with an authenticator app, such as Google Authenticator.
            {hints[purpose]}
          </p>
          <div className="qr-and-secret">
            <QrCode text={otpauthUrl} />
            <div>
              <p className="for-phones">
                On this phone? <a href={otpauthUrl}>Open the app</a>
              </p>
              <p>Or type this key into the app:</p>
              <p className="secret">
                <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
              </p>
              <CopyButton text={secret} what="Key" />
            </div>
          </div>
        </li>
        <li>
          <Form
            submit={purpose === 'turn on' ? 'Turn on' : 'Use this phone'}
            onSubmit={turnOn}
            aside={
              <ActionButton
                className="button-quiet"
                onAction={async () => setPending(await generateSecret())}
              >
                New QR code
              </ActionButton>
            }
          >
            <TotpField label="Type the 6 digits that the app shows" />
          </Form>
        </li>
      </ol>
    </Dialog>
  );
}
