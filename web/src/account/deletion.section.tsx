import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useSession, useUser } from '../session/session.context';
import { Dialog } from '../ui/dialog';
import { HiddenUsername, PasswordField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { Section } from '../ui/section';

export function DeletionSection() {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Section id="deletion" title="Delete account" intro="Your account and all that belongs to it, for good.">
      <div className="actions">
        <button type="button" className="button button-danger-quiet" onClick={() => setIsAsking(true)}>
          Delete account
        </button>
      </div>
      {isAsking && <DeletionDialog onClose={() => setIsAsking(false)} />}
    </Section>
  );
}

function DeletionDialog({ onClose }: { onClose: () => void }) {
  const { email, isPasswordLogInEnabled } = useUser();
  const { setSession } = useSession();

  async function deleteAccount(values: FormValues) {
    // Without a password that counts, a passkey of the last minutes is asked for.
    const body = isPasswordLogInEnabled ? { password: values.text('password') } : {};
    await answerOf(api.DELETE('/account', { body }));
    setSession({ state: 'logged out', notice: 'Your account is deleted.' });
  }

  return (
    <Dialog title="Delete your account?" onClose={onClose}>
      <p>
        The account of <strong>{email}</strong> and all that belongs to it is gone at once. Nobody can bring
        it back.
      </p>
      <Form
        submit="Delete for good"
        onSubmit={deleteAccount}
        texts={{ WRONG_CREDENTIALS: 'The password is wrong.' }}
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
