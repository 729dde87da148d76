import { useEffect, useState } from 'react';
import { useUser } from '../session/session.context';
import { Section } from '../ui/section';
import { ChangeEmailDialog } from './change-email.dialog';
import { ChangePasswordDialog } from './change-password.dialog';

/** Where `/.well-known/change-password` leads. */
const CHANGE_PASSWORD = '#change-password';

export function LogInDetailsSection() {
  const { email, isEmailVerified, isPasswordLogInEnabled } = useUser();
  const [dialog, setDialog] = useState<'email' | 'password'>();
  useEffect(() => {
    if (window.location.hash === CHANGE_PASSWORD) {
      window.history.replaceState(null, '', window.location.pathname);
      setDialog('password');
    }
  }, []);
  const close = () => setDialog(undefined);
  return (
    <Section id="log-in-details" title="Log-in details">
      <ul className="rows">
        <li>
          <div>
            <strong>E-mail address</strong>
            <span className="detail">
              {email} {isEmailVerified && <span className="badge badge-good">Confirmed</span>}
            </span>
          </div>
          <button type="button" className="button" onClick={() => setDialog('email')}>
            Change<span className="visually-hidden"> e-mail address</span>
          </button>
        </li>
        <li>
          <div>
            <strong>Password</strong>
            <span className="detail">
              {isPasswordLogInEnabled
                ? 'Only you know it: the server keeps a hash.'
                : 'Does not log in: your account takes passkeys only.'}
            </span>
          </div>
          {isPasswordLogInEnabled && (
            <button type="button" className="button" onClick={() => setDialog('password')}>
              Change<span className="visually-hidden"> password</span>
            </button>
          )}
        </li>
      </ul>
      {dialog === 'email' && <ChangeEmailDialog onClose={close} />}
      {dialog === 'password' && isPasswordLogInEnabled && <ChangePasswordDialog onClose={close} />}
    </Section>
  );
}
