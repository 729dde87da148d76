import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
import { useText } from '../language/language.context';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { useNotify } from '../ui/notices';
import { useAnnounceChange } from './account-changes';

interface Props {
  authenticator: components['schemas']['AuthenticatorResponse'];
  onClose: () => void;
}

export function RenameAuthenticatorDialog({ authenticator, onClose }: Props) {
  const announceChange = useAnnounceChange();
  const text = useText();
  const notify = useNotify();

  async function rename(values: FormValues) {
    const params = { path: { id: authenticator.id } };
    await answerOf(api.PATCH('/2fa/authenticators/{id}', { params, body: { name: values.text('name') } }));
    onClose();
    announceChange();
    notify(text('rename-app.done'));
  }

  return (
    <Dialog title={text('rename-app.title')} onClose={onClose}>
      <p>{text('rename-app.intro')}</p>
      <Form submit={text('rename.submit')} onSubmit={rename}>
        <TextField
          label={text('field.name')}
          name="name"
          defaultValue={authenticator.name}
          maxLength={64}
          autoComplete="off"
          data-autofocus
        />
      </Form>
    </Dialog>
  );
}
