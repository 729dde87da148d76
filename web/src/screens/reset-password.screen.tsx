import { useState } from 'react';
import { ApiError, answerOf } from '../api/api-error';
import { api } from '../api/client';
import { mailedPath } from '../mailed-token';
import { type Methods, useSession } from '../session/session.context';
import { CodeField, secondFactorOf } from '../ui/code-field';
import { EmailField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { Link } from '../ui/link';
import { MailedTokenField, mailedTokenOf } from '../ui/mailed-token-field';
import { NewPasswordField } from '../ui/new-password-field';
import { CardScreen } from '../ui/screen';

/** Which of them the account has is told to nobody who only has its mail. */
const METHODS: Methods = ['totp', 'passkey', 'backup-code'];

const backToLogIn = (
  <p>
    <Link to="/">Back to log-in</Link>
  </p>
);

/** From a mail, even if its token was lost on the way (links of 0.1.0 have no other mark): a new password. Else: ask for a link. */
export function ResetPasswordScreen({ isMailed }: { isMailed: boolean }) {
  const [isLinkWanted, setIsLinkWanted] = useState(false);
  return isLinkWanted || !(isMailed || mailedPath === '/reset-password') ? (
    <AskForLinkScreen />
  ) : (
    <NewPasswordScreen onLinkWanted={() => setIsLinkWanted(true)} />
  );
}

function AskForLinkScreen() {
  const [mailedTo, setMailedTo] = useState<string>();

  async function ask(values: FormValues) {
    const email = values.text('email');
    await answerOf(api.POST('/account/password-reset', { body: { email } }));
    setMailedTo(email);
  }

  if (mailedTo) {
    return (
      <CardScreen
        title="Check your mail"
        intro={
          <>
            If there is an account for <strong>{mailedTo}</strong>, a link to choose a new password is on its
            way. It works for 10 minutes.
          </>
        }
        footer={backToLogIn}
      />
    );
  }
  return (
    <CardScreen
      title="Reset your password"
      intro="Tell us your e-mail address, and we send you a link to choose a new password."
      footer={backToLogIn}
    >
      <Form submit="Send the link" onSubmit={ask}>
        <EmailField data-autofocus />
      </Form>
    </CardScreen>
  );
}

function NewPasswordScreen({ onLinkWanted }: { onLinkWanted: () => void }) {
  const { reload } = useSession();
  const [isCodeNeeded, setIsCodeNeeded] = useState(false);
  const [isDone, setIsDone] = useState(false);

  async function reset(values: FormValues) {
    try {
      const secondFactor = isCodeNeeded ? await secondFactorOf(values) : {};
      const body = { token: mailedTokenOf(values), password: values.text('password'), ...secondFactor };
      await answerOf(api.POST('/account/password-reset/confirm', { body }));
    } catch (error) {
      // The link goes on working: ask for a code, and send all of it again.
      setIsCodeNeeded((needed) => needed || (error as ApiError).errorCode === 'SECOND_FACTOR_REQUIRED');
      throw error;
    }
    setIsDone(true);
    // All sessions have ended, that of this browser too.
    await reload();
  }

  if (isDone) {
    return (
      <CardScreen
        title="Your password is changed"
        intro="You have been logged out everywhere. Log in with your new password."
      >
        <Link to="/" className="button button-primary">
          Log in
        </Link>
      </CardScreen>
    );
  }
  return (
    <CardScreen
      title="Choose a new password"
      intro="You will be logged out in all browsers."
      footer={
        <button type="button" className="button-link" onClick={onLinkWanted}>
          Send me another link
        </button>
      }
    >
      <Form
        submit="Change password"
        onSubmit={reset}
        texts={{
          SECOND_FACTOR_REQUIRED:
            'Your account has two-factor authentication on: give a code, too, or use a passkey.',
        }}
      >
        <MailedTokenField />
        <NewPasswordField label="New password" data-autofocus />
        {isCodeNeeded && <CodeField methods={METHODS} />}
      </Form>
    </CardScreen>
  );
}
