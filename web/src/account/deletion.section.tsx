import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { Text } from '../language/text';
import { useSession, useUser } from '../session/session.context';
import { Dialog } from '../ui/dialog';
import { HiddenUsername, PasswordField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { Section } from '../ui/section';

export function DeletionSection() {
  const text = useText();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Section id="deletion" title={text('deletion.title')} intro={text('deletion.intro')}>
      <div className="actions">
        <button type="button" className="button button-danger-quiet" onClick={() => setIsAsking(true)}>
          {text('deletion.start')}
        </button>
      </div>
      {isAsking && <DeletionDialog onClose={() => setIsAsking(false)} />}
    </Section>
  );
}

function DeletionDialog({ onClose }: { onClose: () => void }) {
  const { email, isPasswordLogInEnabled } = useUser();
  const text = useText();
  const { setSession } = useSession();

  async function deleteAccount(values: FormValues) {
    // Without a password that counts, a passkey of the last minutes is asked for.
    const body = isPasswordLogInEnabled ? { password: values.text('password') } : {};
    await answerOf(api.DELETE('/account', { body }));
    setSession({ state: 'logged out', notice: 'log-in.account-deleted' });
  }

  return (
    <Dialog title={text('deletion.question')} onClose={onClose}>
      <p>
        <Text id="deletion.warning" values={{ email }} />
      </p>
      <Form
        submit={text('deletion.submit')}
        onSubmit={deleteAccount}
        texts={{ WRONG_CREDENTIALS: text('password.wrong') }}
        isDanger
      >
        {isPasswordLogInEnabled && (
          <>
            <HiddenUsername email={email} />
            <PasswordField data-autofocus />
          </>
        )}
      </Form>
    </Dialog>
  );
}
