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
  passkey: components['schemas']['PasskeyResponse'];
  onClose: () => void;
}

export function RenamePasskeyDialog({ passkey, onClose }: Props) {
  const announceChange = useAnnounceChange();
  const text = useText();
  const notify = useNotify();

  async function rename(values: FormValues) {
    const params = { path: { id: passkey.id } };
    await answerOf(api.PATCH('/passkeys/{id}', { params, body: { name: values.text('name') } }));
    onClose();
    announceChange();
    notify(text('rename-passkey.done'));
  }

  return (
    <Dialog title={text('rename-passkey.title')} onClose={onClose}>
      <p>{text('rename-passkey.intro')}</p>
      <Form submit={text('rename.submit')} onSubmit={rename}>
        <TextField
          label={text('field.name')}
          name="name"
          defaultValue={passkey.name}
          maxLength={64}
          autoComplete="off"
          data-autofocus
        />
      </Form>
    </Dialog>
  );
}
