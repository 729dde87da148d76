import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { askOwnerForPasskey } from '../passkeys/ask-for-passkey';
import { useArePasskeysAvailable } from '../passkeys/availability';
import { useUser } from '../session/session.context';
import { CodeField, secondFactorOf } from '../ui/code-field';
import { Dialog } from '../ui/dialog';
import { Form, type FormValues } from '../ui/form';
import { useNotify } from '../ui/notices';
import { useAnnounceChange } from './account-changes';

/** For who wants nothing that can be phished. */
export function PasskeysOnly() {
  const text = useText();
  const { isPasswordLogInEnabled } = useUser();
  const isAvailable = useArePasskeysAvailable();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <ul className="rows">
        <li>
          <div>
            <strong>{text('passkeys-only.name')}</strong>{' '}
            {!isPasswordLogInEnabled && <span className="badge badge-good">{text('two-factor.on')}</span>}
            <span className="detail">
              {text(isPasswordLogInEnabled ? 'passkeys-only.detail' : 'passkeys-only.detail.on')}
            </span>
          </div>
          {isAvailable && (
            <div className="actions">
              <button type="button" className="button" onClick={() => setIsAsking(true)}>
                {text(isPasswordLogInEnabled ? 'passkeys-only.turn-on' : 'passkeys-only.turn-off')}
              </button>
            </div>
          )}
        </li>
      </ul>
      {isAsking && <PasskeysOnlyDialog isOn={!isPasswordLogInEnabled} onClose={() => setIsAsking(false)} />}
    </>
  );
}

function PasskeysOnlyDialog({ isOn, onClose }: { isOn: boolean; onClose: () => void }) {
  const announceChange = useAnnounceChange();
  const text = useText();
  const notify = useNotify();

  async function change(values: FormValues) {
    // Always, even soon after another proof: whoever locks all other doors has shown that this one opens.
    const proof = await secondFactorOf(values, askOwnerForPasskey);
    await answerOf(api.POST('/authentication/reauthenticate', { body: proof }));
    await answerOf(api.PATCH('/account/log-in-methods', { body: { isPasswordLogInEnabled: isOn } }));
    onClose();
    announceChange();
    notify(text(isOn ? 'passkeys-only.turned-off' : 'passkeys-only.turned-on'));
  }

  return (
    <Dialog
      title={text(isOn ? 'passkeys-only.turn-off.title' : 'passkeys-only.turn-on.title')}
      onClose={onClose}
    >
      {isOn ? (
        <p>{text('passkeys-only.turn-off.intro')}</p>
      ) : (
        <>
          <p>{text('passkeys-only.turn-on.effect')}</p>
          <p>{text('passkeys-only.turn-on.way-back')}</p>
        </>
      )}
      <Form submit={text(isOn ? 'passkeys-only.turn-off.submit' : 'passkeys-only.turn-on')} onSubmit={change}>
        <CodeField methods={['passkey']} />
      </Form>
    </Dialog>
  );
}
