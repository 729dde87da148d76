import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
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
  const text = useText();
  const notify = useNotify();

  async function change(values: FormValues) {
    const body = { currentPassword: values.text('currentPassword'), newPassword: values.text('newPassword') };
    await answerOf(api.PATCH('/account/password', { body }));
    onClose();
    announceChange();
    notify(text('change-password.done'));
  }

  return (
    <Dialog title={text('change-password.title')} onClose={onClose}>
      <p>{text('change-password.intro')}</p>
      <Form
        submit={text('change-password.submit')}
        onSubmit={change}
        texts={{ WRONG_CREDENTIALS: text('change-password.wrong') }}
      >
        <HiddenUsername email={email} />
        <PasswordField kind="current-password" name="currentPassword" data-autofocus />
        <NewPasswordField kind="new-password" name="newPassword" />
      </Form>
    </Dialog>
  );
}
