import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { askFreshlyForPasskey } from '../passkeys/ask-for-passkey';
import { useUser } from '../session/session.context';
import { CodeField, secondFactorOf } from '../ui/code-field';
import { Dialog } from '../ui/dialog';
import { Form, type FormValues } from '../ui/form';
import { useNotify } from '../ui/notices';
import { useAnnounceChange } from './account-changes';
import { methodsOf, type TwoFactorStatus } from './two-factor-status';

interface Props {
  status: TwoFactorStatus;
  onClose: () => void;
}

export function TurnOffDialog({ status, onClose }: Props) {
  const user = useUser();
  const announceChange = useAnnounceChange();
  const notify = useNotify();

  async function turnOff(values: FormValues) {
    const body = await secondFactorOf(values, askFreshlyForPasskey);
    await answerOf(api.POST('/2fa/turn-off', { body }));
    onClose();
    announceChange();
    notify('Two-factor authentication is off.');
  }

  return (
    <Dialog title="Turn off two-factor authentication" onClose={onClose}>
      <p>
        After this, your password alone opens your account. Your backup codes stop working, and all other
        browsers are logged out.{status.passkeys > 0 && ' Your passkeys go on logging you in.'}
      </p>
      <Form submit="Turn off" onSubmit={turnOff} isDanger>
        <CodeField methods={methodsOf(status, user)} />
      </Form>
    </Dialog>
  );
}
