import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { useUser } from '../session/session.context';
import type { SecondFactor } from '../ui/code-field';
import { Dialog } from '../ui/dialog';
import { useNotify } from '../ui/notices';
import { useAnnounceChange } from './account-changes';
import { SecondFactorForm } from './second-factor.form';
import { methodsOf, type TwoFactorStatus } from './two-factor-status';

interface Props {
  status: TwoFactorStatus;
  onClose: () => void;
}

export function TurnOffDialog({ status, onClose }: Props) {
  const user = useUser();
  const announceChange = useAnnounceChange();
  const text = useText();
  const notify = useNotify();

  async function turnOff(body: SecondFactor) {
    await answerOf(api.POST('/2fa/turn-off', { body }));
    onClose();
    announceChange();
    notify(text('turn-off.done'));
  }

  return (
    <Dialog title={text('turn-off.title')} onClose={onClose}>
      <p>{text(status.passkeys > 0 ? 'turn-off.intro.passkeys' : 'turn-off.intro')}</p>
      <SecondFactorForm
        submit={text('turn-off.submit')}
        methods={methodsOf(status, user)}
        onSubmit={turnOff}
        isDanger
      />
    </Dialog>
  );
}
