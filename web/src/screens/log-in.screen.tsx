import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { continuation } from '../continuation';
import { useText } from '../language/language.context';
import type { PageKey } from '../language/page-messages';
import { Text } from '../language/text';
import { PasskeyLogIn } from '../passkeys/passkey-log-in';
import { useSession } from '../session/session.context';
import { settings } from '../settings';
import { CheckBox, EmailField, PasswordField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { Link } from '../ui/link';
import { CardScreen } from '../ui/screen';

interface Props {
  notice?: PageKey | undefined;
  /** Typed before. */
  email?: string | undefined;
}

export function LogInScreen({ notice, email }: Props) {
  const text = useText();
  const { enter } = useSession();
  const [rememberMe, setRememberMe] = useState(false);

  async function logIn(values: FormValues) {
    const body = {
      email: values.text('email'),
      password: values.text('password'),
      rememberMe,
    };
    const answer = await answerOf(api.POST('/authentication/log-in', { body }));
    await enter({ email: body.email, methods: 'methods' in answer ? answer.methods : undefined });
  }

  return (
    <CardScreen
      title={text('log-in')}
      intro={
        continuation
          ? text('log-in.intro.continuation', { host: continuation.host })
          : text('log-in.intro', { app: settings.appName })
      }
      footer={
        settings.registration === 'open' && (
          <p>
            <Text id="log-in.new-here" link={{ to: '/sign-up' }} />
          </p>
        )
      }
    >
      {notice && (
        <p role="status" className="alert">
          {text(notice)}
        </p>
      )}
      <Form submit={text('log-in')} onSubmit={logIn}>
        <EmailField
          autoComplete="username webauthn"
          defaultValue={email}
          data-autofocus={!email || undefined}
        />
        <PasswordField data-autofocus={email ? true : undefined} />
        <div className="split">
          <CheckBox
            label={text('log-in.stay')}
            checked={rememberMe}
            onChange={(event) => setRememberMe(event.target.checked)}
          />
          <Link to="/reset-password">{text('log-in.forgot')}</Link>
        </div>
      </Form>
      <PasskeyLogIn rememberMe={rememberMe} />
    </CardScreen>
  );
}
