import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
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
  const notify = useNotify();

  async function rename(values: FormValues) {
    const params = { path: { id: passkey.id } };
    await answerOf(api.PATCH('/passkeys/{id}', { params, body: { name: values.text('name') } }));
    onClose();
    announceChange();
    notify('Your passkey has a new name.');
  }

  return (
    <Dialog title="Rename passkey" onClose={onClose}>
      <p>A name tells you which one it is. Your device may show another one.</p>
      <Form submit="Rename" onSubmit={rename}>
        <TextField
          label="Name"
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
