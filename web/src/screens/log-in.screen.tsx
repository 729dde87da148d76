import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { PasskeyLogIn } from '../passkeys/passkey-log-in';
import { useSession } from '../session/session.context';
import { settings } from '../settings';
import { CheckBox, EmailField, PasswordField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { Link } from '../ui/link';
import { CardScreen } from '../ui/screen';

export function LogInScreen({ notice }: { notice?: string | undefined }) {
  const { enter } = useSession();
  const [rememberMe, setRememberMe] = useState(false);

  async function logIn(values: FormValues) {
    const body = {
      email: values.text('email'),
      password: values.text('password'),
      rememberMe,
    };
    const answer = await answerOf(api.POST('/authentication/log-in', { body }));
    await enter('methods' in answer ? answer.methods : undefined);
  }

  return (
    <CardScreen
      title="Log in"
      intro={`Welcome back to ${settings.appName}.`}
      footer={
        <p>
          New here? <Link to="/sign-up">Create an account</Link>
        </p>
      }
    >
      {notice && (
        <p role="status" className="alert">
          {notice}
        </p>
      )}
      <Form submit="Log in" onSubmit={logIn}>
        <EmailField autoComplete="username webauthn" data-autofocus />
        <PasswordField />
        <div className="split">
          <CheckBox
            label="Stay logged in"
            checked={rememberMe}
            onChange={(event) => setRememberMe(event.target.checked)}
          />
          <Link to="/reset-password">Forgot password?</Link>
        </div>
      </Form>
      <PasskeyLogIn rememberMe={rememberMe} />
    </CardScreen>
  );
}
