import { useEffect, useState } from 'react';
import { useText } from '../language/language.context';
import { Text } from '../language/text';
import { useUser } from '../session/session.context';
import { Section } from '../ui/section';
import { ChangeEmailDialog } from './change-email.dialog';
import { ChangePasswordDialog } from './change-password.dialog';

/** Where `/.well-known/change-password` leads. */
const CHANGE_PASSWORD = '#change-password';

export function LogInDetailsSection() {
  const text = useText();
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
    <Section id="log-in-details" title={text('details.title')}>
      <ul className="rows">
        <li>
          <div>
            <strong>{text('field.email')}</strong>
            <span className="detail">
              {email}{' '}
              {isEmailVerified && <span className="badge badge-good">{text('details.confirmed')}</span>}
            </span>
          </div>
          <button type="button" className="button" onClick={() => setDialog('email')}>
            <Text id="details.change-email" />
          </button>
        </li>
        <li>
          <div>
            <strong>{text('field.password')}</strong>
            <span className="detail">
              {text(isPasswordLogInEnabled ? 'details.password' : 'details.password.off')}
            </span>
          </div>
          {isPasswordLogInEnabled && (
            <button type="button" className="button" onClick={() => setDialog('password')}>
              <Text id="details.change-password" />
            </button>
          )}
        </li>
      </ul>
      {dialog === 'email' && <ChangeEmailDialog onClose={close} />}
      {dialog === 'password' && isPasswordLogInEnabled && <ChangePasswordDialog onClose={close} />}
    </Section>
  );
}
