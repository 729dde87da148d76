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
  authenticator: components['schemas']['AuthenticatorResponse'];
  onClose: () => void;
}

export function RemoveAuthenticatorDialog({ authenticator, onClose }: Props) {
  const announceChange = useAnnounceChange();
  const text = useText();
  const notify = useNotify();

  async function remove() {
    await answerOf(api.DELETE('/2fa/authenticators/{id}', { params: { path: { id: authenticator.id } } }));
    onClose();
    announceChange();
    notify(text('remove-app.done'));
  }

  return (
    <Dialog title={text('remove-app.title')} onClose={onClose}>
      <p>
        <Text id="remove-app.intro" values={{ name: authenticator.name }} />
      </p>
      <Form submit={text('remove.submit')} onSubmit={remove} isDanger />
    </Dialog>
  );
}
