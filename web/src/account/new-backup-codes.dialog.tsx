import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { askFreshlyForPasskey } from '../passkeys/ask-for-passkey';
import { useUser } from '../session/session.context';
import { CodeField, secondFactorOf } from '../ui/code-field';
import { Dialog } from '../ui/dialog';
import { Form, type FormValues } from '../ui/form';
import { SaveBackupCodesDialog } from './save-backup-codes.dialog';
import { methodsOf, type TwoFactorStatus } from './two-factor-status';

interface Props {
  status: TwoFactorStatus;
  onClose: () => void;
}

export function NewBackupCodesDialog({ status, onClose }: Props) {
  const user = useUser();
  // A backup code makes no others.
  const methods = methodsOf(status, user).filter((method) => method !== 'backup-code');
  const [backupCodes, setBackupCodes] = useState<string[]>();

  async function regenerate(values: FormValues) {
    const body = await secondFactorOf(values, askFreshlyForPasskey);
    const answer = await answerOf(api.POST('/2fa/backup-codes', { body }));
    setBackupCodes(answer.backupCodes);
  }

  if (backupCodes) {
    return <SaveBackupCodesDialog codes={backupCodes} onClose={onClose} />;
  }
  return (
    <Dialog title="New backup codes" onClose={onClose}>
      <p>You get 10 new codes. The old ones stop working, and all other browsers are logged out.</p>
      <Form submit="Get new codes" onSubmit={regenerate}>
        <CodeField methods={methods} />
      </Form>
    </Dialog>
  );
}
