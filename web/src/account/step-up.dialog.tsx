import { useEffect, useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { setProver } from '../api/step-up';
import { useUser } from '../session/session.context';
import { CodeField, codeOf } from '../ui/code-field';
import { Dialog } from '../ui/dialog';
import { HiddenUsername, PasswordField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';

type Answer = (isProved: boolean) => void;

/** Opens when the API wants to know once more who is there, before it does what it was asked for. */
export function StepUpDialog() {
  const user = useUser();
  const [answer, setAnswer] = useState<Answer>();

  useEffect(() => {
    let giveUp = () => {};
    setProver(
      () =>
        new Promise<boolean>((resolve) => {
          giveUp = () => resolve(false);
          setAnswer(() => (isProved: boolean) => {
            setAnswer(undefined);
            resolve(isProved);
          });
        }),
    );
    return () => {
      setProver(() => Promise.resolve(false));
      // Whoever waits would wait for good, and so would all who ask later.
      giveUp();
    };
  }, []);

  async function prove(values: FormValues) {
    const code = user.isTwoFactorAuthenticationEnabled ? codeOf(values) : {};
    const body = { password: values.text('password'), ...code };
    await answerOf(api.POST('/authentication/reauthenticate', { body }));
    answer?.(true);
  }

  if (!answer) {
    return null;
  }
  return (
    <Dialog title="Confirm that it is you" onClose={() => answer(false)}>
      <p>What you are about to do changes how your account is protected. This holds for 5 minutes.</p>
      <Form submit="Confirm" onSubmit={prove} texts={{ WRONG_CREDENTIALS: 'The password is wrong.' }}>
        <HiddenUsername email={user.email} />
        <PasswordField data-autofocus />
        {user.isTwoFactorAuthenticationEnabled && <CodeField />}
      </Form>
    </Dialog>
  );
}
