import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useUser } from '../session/session.context';
import { Dialog } from '../ui/dialog';
import { HiddenUsername, PasswordField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { NewPasswordField } from '../ui/new-password-field';
import { useNotify } from '../ui/notices';
import { useAnnounceChange } from './account-changes';

export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const { email } = useUser();
  const announceChange = useAnnounceChange();
  const notify = useNotify();

  async function change(values: FormValues) {
    const body = { currentPassword: values.text('currentPassword'), newPassword: values.text('newPassword') };
    await answerOf(api.PATCH('/account/password', { body }));
    onClose();
    announceChange();
    notify('Your password is changed.');
  }

  return (
    <Dialog title="Change password" onClose={onClose}>
      <p>All other browsers are logged out.</p>
      <Form
        submit="Change password"
        onSubmit={change}
        texts={{ WRONG_CREDENTIALS: 'The current password is wrong.' }}
      >
        <HiddenUsername email={email} />
        <PasswordField label="Current password" name="currentPassword" data-autofocus />
        <NewPasswordField label="New password" name="newPassword" />
      </Form>
    </Dialog>
  );
}
