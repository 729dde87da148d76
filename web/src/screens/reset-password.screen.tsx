import { useState } from 'react';
import { ApiError, answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useLanguage, useText } from '../language/language.context';
import { Text } from '../language/text';
import { mailedEmail, mailedPath, mailedToken } from '../mailed-token';
import { type Methods, useSession } from '../session/session.context';
import { CodeField, secondFactorOf } from '../ui/code-field';
import { errorText } from '../ui/error-text';
import { EmailField, HiddenUsername } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { Link } from '../ui/link';
import { MailedTokenField, mailedTokenOf } from '../ui/mailed-token-field';
import { NewPasswordField } from '../ui/new-password-field';
import { CardScreen } from '../ui/screen';
import { LostAll } from '../ui/support-link';
import { useResource } from '../ui/use-resource';
import { LoadingScreen } from './loading.screen';

/** Which of them the account has is told to nobody who only has its mail. */
const METHODS: Methods = ['totp', 'passkey', 'backup-code'];

function BackToLogIn() {
  const text = useText();
  return (
    <p>
      <Link to="/">{text('log-in.back')}</Link>
    </p>
  );
}

/** From a mail, even if its token was lost on the way (links of 0.1.0 have no other mark): a new password. Else: ask for a link. */
export function ResetPasswordScreen({ isMailed }: { isMailed: boolean }) {
  const [isLinkWanted, setIsLinkWanted] = useState(false);
  return isLinkWanted || !(isMailed || mailedPath === '/reset-password') ? (
    <AskForLinkScreen />
  ) : (
    <MailedLinkScreen onLinkWanted={() => setIsLinkWanted(true)} />
  );
}

function AskForLinkScreen() {
  const text = useText();
  const [mailedTo, setMailedTo] = useState<string>();

  async function ask(values: FormValues) {
    const email = values.text('email');
    await answerOf(api.POST('/account/password-reset', { body: { email } }));
    setMailedTo(email);
  }

  if (mailedTo) {
    return (
      <CardScreen
        title={text('reset.mailed')}
        intro={<Text id="reset.mailed.intro" values={{ email: mailedTo }} />}
        footer={<BackToLogIn />}
      />
    );
  }
  return (
    <CardScreen title={text('reset.ask')} intro={text('reset.ask.intro')} footer={<BackToLogIn />}>
      <Form submit={text('reset.ask.submit')} onSubmit={ask}>
        <EmailField data-autofocus defaultValue={mailedEmail} />
      </Form>
    </CardScreen>
  );
}

/** Before anybody thinks of a password: nothing is used up by asking. */
async function checkLink(): Promise<'checked'> {
  if (mailedToken) {
    await answerOf(api.POST('/account/password-reset/check', { body: { token: mailedToken } }));
  }
  return 'checked';
}

interface MailedLinkProps {
  onLinkWanted: () => void;
}

function MailedLinkScreen({ onLinkWanted }: MailedLinkProps) {
  const { messages, text } = useLanguage();
  const { data, error } = useResource(checkLink, 0);
  if (!data && !error) {
    return <LoadingScreen />;
  }
  // Whatever else went wrong, the form will find out again.
  if (error?.errorCode !== 'INVALID_TOKEN') {
    return <NewPasswordScreen onLinkWanted={onLinkWanted} />;
  }
  return (
    <CardScreen title={text('reset.dead-link')} intro={errorText(error, messages)} footer={<BackToLogIn />}>
      <button type="button" className="button button-primary" onClick={onLinkWanted}>
        {text('reset.another-link')}
      </button>
    </CardScreen>
  );
}

function NewPasswordScreen({ onLinkWanted }: MailedLinkProps) {
  const text = useText();
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
      <CardScreen title={text('reset.done')} intro={text('reset.done.intro')}>
        <Link to="/" className="button button-primary">
          {text('log-in')}
        </Link>
      </CardScreen>
    );
  }
  return (
    <CardScreen
      title={text('reset.choose')}
      intro={text('reset.choose.intro')}
      footer={
        <button type="button" className="button-link" onClick={onLinkWanted}>
          {text('reset.another-link')}
        </button>
      }
    >
      <Form
        submit={text('reset.choose.submit')}
        onSubmit={reset}
        texts={{ SECOND_FACTOR_REQUIRED: text('reset.second-factor') }}
      >
        <MailedTokenField />
        {mailedEmail && <HiddenUsername email={mailedEmail} />}
        <NewPasswordField kind="new-password" data-autofocus />
        {isCodeNeeded && (
          <>
            <CodeField methods={METHODS} />
            <LostAll />
          </>
        )}
      </Form>
    </CardScreen>
  );
}
