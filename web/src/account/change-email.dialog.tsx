import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { Dialog } from '../ui/dialog';
import { EmailField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { useNotify } from '../ui/notices';
import { useAnnounceChange } from './account-changes';

export function ChangeEmailDialog({ onClose }: { onClose: () => void }) {
  const announceChange = useAnnounceChange();
  const text = useText();
  const notify = useNotify();

  async function change(values: FormValues) {
    const email = values.text('email');
    await answerOf(api.PATCH('/account/email', { body: { email } }));
    onClose();
    announceChange();
    notify(text('change-email.done', { email }));
  }

  return (
    <Dialog title={text('change-email.title')} onClose={onClose}>
      <p>{text('change-email.intro')}</p>
      <Form submit={text('change-email.submit')} onSubmit={change}>
        <EmailField label={text('field.new-email')} autoComplete="email" data-autofocus />
      </Form>
    </Dialog>
  );
}
