import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { askFreshlyForPasskey } from '../passkeys/ask-for-passkey';
import { CodeField, secondFactorOf } from '../ui/code-field';
import { Dialog } from '../ui/dialog';
import { Form, type FormValues } from '../ui/form';
import { SaveBackupCodesDialog } from './save-backup-codes.dialog';

/** Confirm with a passkey that the account has, keep the backup codes. */
export function TurnOnByPasskeyDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const [backupCodes, setBackupCodes] = useState<string[]>();

  async function turnOn(values: FormValues) {
    const body = await secondFactorOf(values, askFreshlyForPasskey);
    const answer = await answerOf(api.POST('/2fa/turn-on', { body }));
    setBackupCodes(answer.backupCodes);
  }

  if (backupCodes) {
    return <SaveBackupCodesDialog codes={backupCodes} onClose={onClose} />;
  }
  return (
    <Dialog title={text('set-up.title.turn-on')} onClose={onClose}>
      <p>{text('turn-on-by-passkey.intro')}</p>
      <Form submit={text('two-factor.turn-on')} onSubmit={turnOn}>
        <CodeField methods={['passkey']} />
      </Form>
    </Dialog>
  );
}
