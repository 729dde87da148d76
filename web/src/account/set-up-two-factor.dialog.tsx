import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { Text } from '../language/text';
import { TotpField, totpCodeOf } from '../ui/code-field';
import { ActionButton } from '../ui/action-button';
import { CopyButton } from '../ui/copy-button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { useNotify } from '../ui/notices';
import { useAnnounceChange } from './account-changes';
import { generateSecret, type PendingSecret } from './pending-secret';
import { QrCode } from './qr-code';
import { SaveBackupCodesDialog } from './save-backup-codes.dialog';

interface Props {
  purpose: 'turn-on' | 'new-phone' | 'add-app' | 'another-app';
  pending: PendingSecret;
  onClose: () => void;
}

/** Scan, confirm with a code, keep the backup codes. */
export function SetUpTwoFactorDialog({ purpose, pending, onClose }: Props) {
  const [{ otpauthUrl, secret }, setPending] = useState(pending);
  const [backupCodes, setBackupCodes] = useState<string[]>();
  const announceChange = useAnnounceChange();
  const text = useText();
  const notify = useNotify();

  async function turnOn(values: FormValues) {
    if (purpose === 'another-app') {
      const body = { ...totpCodeOf(values), name: values.text('name'), keepOthers: true };
      await answerOf(api.POST('/2fa/turn-on', { body }));
      onClose();
      announceChange();
      notify(text('set-up.added'));
    } else {
      const answer = await answerOf(api.POST('/2fa/turn-on', { body: totpCodeOf(values) }));
      setBackupCodes(answer.backupCodes);
    }
  }

  if (backupCodes) {
    return <SaveBackupCodesDialog codes={backupCodes} onClose={onClose} />;
  }
  return (
    <Dialog title={text(`set-up.title.${purpose}`)} onClose={onClose}>
      <ol className="steps">
        <li>
          <p>{text(`set-up.scan.${purpose}`)}</p>
          <div className="qr-and-secret">
            <QrCode content={otpauthUrl} />
            <div>
              <p className="for-phones">
                <Text id="set-up.on-this-phone" link={{ href: otpauthUrl }} />
              </p>
              <p>{text('set-up.type-key')}</p>
              <p className="secret">
                <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
              </p>
              <CopyButton value={secret} what={text('set-up.key')} />
            </div>
          </div>
        </li>
        <li>
          <Form
            submit={text(`set-up.submit.${purpose}`)}
            onSubmit={turnOn}
            aside={
              <ActionButton
                className="button-quiet"
                onAction={async () => setPending(await generateSecret())}
              >
                {text('set-up.new-qr-code')}
              </ActionButton>
            }
          >
            {purpose === 'another-app' && (
              <TextField
                label={text('field.name')}
                name="name"
                defaultValue={text('set-up.default-name')}
                maxLength={64}
                autoComplete="off"
              />
            )}
            <TotpField label={text('code.digits')} />
          </Form>
        </li>
      </ol>
    </Dialog>
  );
}
