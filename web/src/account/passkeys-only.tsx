import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
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
  const { isPasswordLogInEnabled } = useUser();
  const isAvailable = useArePasskeysAvailable();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <ul className="rows">
        <li>
          <div>
            <strong>Passkeys only</strong>{' '}
            {!isPasswordLogInEnabled && <span className="badge badge-good">On</span>}
            <span className="detail">
              {isPasswordLogInEnabled
                ? 'Then nothing else logs you in: no password, no code. It takes two-factor authentication, and two passkeys or one that is synced.'
                : 'Nothing else logs you in: no password, no code.'}
            </span>
          </div>
          {isAvailable && (
            <div className="actions">
              <button type="button" className="button" onClick={() => setIsAsking(true)}>
                {isPasswordLogInEnabled ? 'Use passkeys only' : 'Allow the password again'}
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
  const notify = useNotify();

  async function change(values: FormValues) {
    // Always, even soon after another proof: whoever locks all other doors has shown that this one opens.
    const proof = await secondFactorOf(values, askOwnerForPasskey);
    await answerOf(api.POST('/authentication/reauthenticate', { body: proof }));
    await answerOf(api.PATCH('/account/log-in-methods', { body: { isPasswordLogInEnabled: isOn } }));
    onClose();
    announceChange();
    notify(isOn ? 'Your password logs in again.' : 'From now on only your passkeys log in.');
  }

  return (
    <Dialog title={isOn ? 'Allow the password again?' : 'Use passkeys only?'} onClose={onClose}>
      {isOn ? (
        <p>Your password logs in again, with a passkey or a code as the second step.</p>
      ) : (
        <>
          <p>
            From then on, your password and the codes of an authenticator app are refused everywhere, as if
            they were wrong. So nobody gets in with what they guessed, stole, or tricked you out of. All other
            browsers are logged out.
          </p>
          <p>
            If you lose your passkeys, there is one way back: reset your password by mail, and give one of
            your backup codes. Keep those at hand.
          </p>
        </>
      )}
      <Form submit={isOn ? 'Allow the password' : 'Use passkeys only'} onSubmit={change}>
        <CodeField methods={['passkey']} />
      </Form>
    </Dialog>
  );
}
