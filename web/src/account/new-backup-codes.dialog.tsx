import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { useUser } from '../session/session.context';
import type { SecondFactor } from '../ui/code-field';
import { Dialog } from '../ui/dialog';
import { SaveBackupCodesDialog } from './save-backup-codes.dialog';
import { SecondFactorForm } from './second-factor.form';
import { methodsOf, type TwoFactorStatus } from './two-factor-status';

interface Props {
  status: TwoFactorStatus;
  onClose: () => void;
}

export function NewBackupCodesDialog({ status, onClose }: Props) {
  const text = useText();
  const user = useUser();
  // A backup code makes no others.
  const methods = methodsOf(status, user).filter((method) => method !== 'backup-code');
  const [backupCodes, setBackupCodes] = useState<string[]>();

  async function regenerate(body: SecondFactor) {
    const answer = await answerOf(api.POST('/2fa/backup-codes', { body }));
    setBackupCodes(answer.backupCodes);
  }

  if (backupCodes) {
    return <SaveBackupCodesDialog codes={backupCodes} onClose={onClose} />;
  }
  return (
    <Dialog title={text('codes.new')} onClose={onClose}>
      <p>{text('codes.new.intro')}</p>
      <SecondFactorForm submit={text('codes.new.submit')} methods={methods} onSubmit={regenerate} />
    </Dialog>
  );
}
