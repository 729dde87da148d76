import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { Dialog } from '../ui/dialog';
import { EmailField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { useNotify } from '../ui/notices';
import { useAnnounceChange } from './account-changes';

export function ChangeEmailDialog({ onClose }: { onClose: () => void }) {
  const announceChange = useAnnounceChange();
  const notify = useNotify();

  async function change(values: FormValues) {
    const email = values.text('email');
    await answerOf(api.PATCH('/account/email', { body: { email } }));
    onClose();
    announceChange();
    notify(`Open the link that we sent to ${email}. Until then nothing changes.`);
  }

  return (
    <Dialog title="Change e-mail address" onClose={onClose}>
      <p>
        We send a link to the new address. The change takes effect when you open it; both addresses are told.
      </p>
      <Form submit="Send the link" onSubmit={change}>
        <EmailField label="New e-mail address" autoComplete="email" data-autofocus />
      </Form>
    </Dialog>
  );
}
