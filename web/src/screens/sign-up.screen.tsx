import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { Text } from '../language/text';
import { invitation, pastedToken } from '../mailed-token';
import { navigate } from '../router';
import { useSession } from '../session/session.context';
import { settings } from '../settings';
import { EmailField, TextField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { NewPasswordField } from '../ui/new-password-field';
import { useNotify } from '../ui/notices';
import { CardScreen } from '../ui/screen';

export function SignUpScreen() {
  const text = useText();
  const { enter } = useSession();
  const notify = useNotify();
  const [mailedTo, setMailedTo] = useState<string>();

  async function signUp(values: FormValues) {
    const body = {
      email: values.text('email'),
      password: values.text('password'),
      ...invitationOf(values),
    };
    const answer = await answerOf(api.POST('/authentication/register', { body }));
    // A server that verifies addresses first answers 202 to everybody, whether there was an account or not.
    if (!('id' in answer)) {
      setMailedTo(body.email);
      return;
    }
    const { email, password } = body;
    await answerOf(api.POST('/authentication/log-in', { body: { email, password } }));
    await enter();
    navigate('/');
    notify(text('sign-up.done'));
  }

  if (settings.registration === 'closed') {
    return <ClosedScreen />;
  }
  if (mailedTo) {
    return <CheckYourMail email={mailedTo} />;
  }
  return (
    <CardScreen
      title={text(invitation ? 'sign-up.invited' : 'sign-up')}
      intro={text(introOf())}
      footer={<HaveAccount />}
    >
      <Form submit={text('sign-up.submit')} onSubmit={signUp}>
        <InvitationField />
        <EmailField data-autofocus />
        <NewPasswordField />
      </Form>
    </CardScreen>
  );
}

function introOf() {
  if (invitation) {
    return 'sign-up.invited.intro';
  }
  return settings.registration === 'invite' ? 'sign-up.intro.invite' : 'sign-up.intro';
}

/** For who was invited, and came here in another way than by the link. */
function InvitationField() {
  const text = useText();
  return settings.registration === 'invite' && !invitation ? (
    <TextField
      label={text('sign-up.invitation')}
      name="invitation"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      hint={text('sign-up.invitation.hint')}
    />
  ) : null;
}

function invitationOf(values: FormValues): { invitation?: string } {
  const pasted = pastedToken(values.text('invitation'));
  const token = invitation ?? pasted;
  return token ? { invitation: token } : {};
}

function HaveAccount() {
  return (
    <p>
      <Text id="sign-up.have-account" link={{ to: '/' }} />
    </p>
  );
}

function ClosedScreen() {
  const text = useText();
  return (
    <CardScreen
      title={text('sign-up.closed')}
      intro={text('sign-up.closed.intro')}
      footer={<HaveAccount />}
    />
  );
}

function CheckYourMail({ email }: { email: string }) {
  const text = useText();
  return (
    <CardScreen
      title={text('sign-up.mailed')}
      intro={<Text id="sign-up.mailed.intro" values={{ email }} />}
      footer={
        <p>
          <Text id="sign-up.mailed.done" link={{ to: '/' }} />
        </p>
      }
    />
  );
}
