import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { askFreshlyForPasskey } from '../passkeys/ask-for-passkey';
import { CodeField, secondFactorOf } from '../ui/code-field';
import { Dialog } from '../ui/dialog';
import { Form, type FormValues } from '../ui/form';
import { SaveBackupCodesDialog } from './save-backup-codes.dialog';

/** Confirm with a passkey that the account has, keep the backup codes. */
export function TurnOnByPasskeyDialog({ onClose }: { onClose: () => void }) {
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
    <Dialog title="Turn on two-factor authentication" onClose={onClose}>
      <p>
        From then on your password is not enough: after it, a passkey is asked for. You get 10 backup codes
        for the day on which you have no passkey at hand. All other browsers are logged out.
      </p>
      <Form submit="Turn on" onSubmit={turnOn}>
        <CodeField methods={['passkey']} />
      </Form>
    </Dialog>
  );
}
