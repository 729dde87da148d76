import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { navigate } from '../router';
import { useSession } from '../session/session.context';
import { EmailField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { Link } from '../ui/link';
import { NewPasswordField } from '../ui/new-password-field';
import { useNotify } from '../ui/notices';
import { CardScreen } from '../ui/screen';

export function SignUpScreen() {
  const { enter } = useSession();
  const notify = useNotify();
  const [mailedTo, setMailedTo] = useState<string>();

  async function signUp(values: FormValues) {
    const body = { email: values.text('email'), password: values.text('password') };
    const answer = await answerOf(api.POST('/authentication/register', { body }));
    // A server that verifies addresses first answers 202 to everybody, whether there was an account or not.
    if (!('id' in answer)) {
      setMailedTo(body.email);
      return;
    }
    await answerOf(api.POST('/authentication/log-in', { body }));
    await enter();
    navigate('/');
    notify('Your account is ready.');
  }

  if (mailedTo) {
    return <CheckYourMail email={mailedTo} />;
  }
  return (
    <CardScreen
      title="Create an account"
      intro="An e-mail address and a good password are all it takes."
      footer={
        <p>
          Have an account? <Link to="/">Log in</Link>
        </p>
      }
    >
      <Form submit="Create account" onSubmit={signUp}>
        <EmailField data-autofocus />
        <NewPasswordField />
      </Form>
    </CardScreen>
  );
}

function CheckYourMail({ email }: { email: string }) {
  return (
    <CardScreen
      title="Check your mail"
      intro={
        <>
          We sent a message to <strong>{email}</strong>. Open the link in it, then log in.
        </>
      }
      footer={
        <p>
          Done? <Link to="/">Log in</Link>
        </p>
      }
    />
  );
}
