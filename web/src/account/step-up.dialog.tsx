import { useEffect, useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { setProver } from '../api/step-up';
import { useText } from '../language/language.context';
import { askOwnerForPasskey } from '../passkeys/ask-for-passkey';
import { arePasskeysAvailable } from '../passkeys/availability';
import { useUser } from '../session/session.context';
import { CodeField, secondFactorOf } from '../ui/code-field';
import { Dialog } from '../ui/dialog';
import { HiddenUsername, PasswordField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { fetchTwoFactorStatus, methodsOf, type TwoFactorStatus } from './two-factor-status';

interface Question {
  answer: (isProved: boolean) => void;
  /** Undefined where there is no telling; then there is a password in any case. */
  status: TwoFactorStatus | undefined;
}

/** Opens when the API wants to know once more who is there, before it does what it was asked for. */
export function StepUpDialog() {
  const [question, setQuestion] = useState<Question>();

  useEffect(() => {
    let giveUp = () => {};
    let isGone = false;
    setProver(async () => {
      const status = arePasskeysAvailable() ? await fetchTwoFactorStatus().catch(() => undefined) : undefined;
      return new Promise<boolean>((resolve) => {
        giveUp = () => resolve(false);
        if (isGone) {
          giveUp();
        }
        const answer = (isProved: boolean) => {
          setQuestion(undefined);
          resolve(isProved);
        };
        setQuestion({ answer, status });
      });
    });
    return () => {
      isGone = true;
      setProver(() => Promise.resolve(false));
      // Whoever waits would wait for good, and so would all who ask later.
      giveUp();
    };
  }, []);

  return question && <ProofDialog {...question} />;
}

function ProofDialog({ answer, status }: Question) {
  const text = useText();
  const user = useUser();
  const hasPasskey = (status?.passkeys ?? 0) > 0;
  const [isSwitched, setIsSwitched] = useState(false);
  // A passkey is both factors at once, and where it is the only way in, nothing else will do.
  const isByPasskey = !user.isPasswordLogInEnabled || hasPasskey !== isSwitched;
  const codes = status && methodsOf(status, user).filter((method) => method !== 'passkey');

  async function prove(values: FormValues) {
    const body = isByPasskey
      ? await secondFactorOf(values, askOwnerForPasskey)
      : {
          password: values.text('password'),
          ...(user.isTwoFactorAuthenticationEnabled ? await secondFactorOf(values) : {}),
        };
    await answerOf(api.POST('/authentication/reauthenticate', { body }));
    answer(true);
  }

  return (
    <Dialog title={text('step-up.title')} onClose={() => answer(false)}>
      <p>{text('step-up.intro')}</p>
      <Form
        key={String(isByPasskey)}
        submit={text('step-up.submit')}
        onSubmit={prove}
        texts={{ WRONG_CREDENTIALS: text('password.wrong') }}
      >
        {isByPasskey ? (
          <CodeField methods={['passkey']} autoFocus={isSwitched} />
        ) : (
          <>
            <HiddenUsername email={user.email} />
            <PasswordField data-autofocus autoFocus={isSwitched} />
            {user.isTwoFactorAuthenticationEnabled && <CodeField methods={codes} />}
          </>
        )}
      </Form>
      {hasPasskey && user.isPasswordLogInEnabled && (
        <div>
          <button type="button" className="button-link" onClick={() => setIsSwitched(!isSwitched)}>
            {text(isByPasskey ? 'use.password' : 'use.passkey')}
          </button>
        </div>
      )}
    </Dialog>
  );
}
