import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
import { Dialog } from '../ui/dialog';
import { Form } from '../ui/form';
import { useNotify } from '../ui/notices';
import { useAnnounceChange } from './account-changes';

interface Props {
  passkey: components['schemas']['PasskeyResponse'];
  onClose: () => void;
}

export function RemovePasskeyDialog({ passkey, onClose }: Props) {
  const announceChange = useAnnounceChange();
  const notify = useNotify();

  async function remove() {
    await answerOf(api.DELETE('/passkeys/{id}', { params: { path: { id: passkey.id } } }));
    onClose();
    announceChange();
    notify('The passkey is removed.');
  }

  return (
    <Dialog title="Remove this passkey?" onClose={onClose}>
      <p>
        <strong>{passkey.name}</strong> does not log in any more, and all other browsers are logged out. If
        your device goes on offering it, delete it there, too.
      </p>
      <Form submit="Remove" onSubmit={remove} isDanger />
    </Dialog>
  );
}
