import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { CodeField, codeOf } from '../ui/code-field';
import { Dialog } from '../ui/dialog';
import { Form, type FormValues } from '../ui/form';
import { useNotify } from '../ui/notices';
import { useAnnounceChange } from './account-changes';

export function TurnOffDialog({ onClose }: { onClose: () => void }) {
  const announceChange = useAnnounceChange();
  const notify = useNotify();

  async function turnOff(values: FormValues) {
    await answerOf(api.POST('/2fa/turn-off', { body: codeOf(values) }));
    onClose();
    announceChange();
    notify('Two-factor authentication is off.');
  }

  return (
    <Dialog title="Turn off two-factor authentication" onClose={onClose}>
      <p>
        After this, your password alone opens your account. Your backup codes stop working, and all other
        browsers are logged out.
      </p>
      <Form submit="Turn off" onSubmit={turnOff} isDanger>
        <CodeField />
      </Form>
    </Dialog>
  );
}
