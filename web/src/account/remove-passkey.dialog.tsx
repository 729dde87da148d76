import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
import { useText } from '../language/language.context';
import { Text } from '../language/text';
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
  const text = useText();
  const notify = useNotify();

  async function remove() {
    await answerOf(api.DELETE('/passkeys/{id}', { params: { path: { id: passkey.id } } }));
    onClose();
    announceChange();
    notify(text('remove-passkey.done'));
  }

  return (
    <Dialog title={text('remove-passkey.title')} onClose={onClose}>
      <p>
        <Text id="remove-passkey.intro" values={{ name: passkey.name }} />
      </p>
      <Form submit={text('remove.submit')} onSubmit={remove} isDanger />
    </Dialog>
  );
}
