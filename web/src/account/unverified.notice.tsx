import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { ActionButton } from '../ui/action-button';
import { useNotify } from '../ui/notices';

export function UnverifiedNotice({ email }: { email: string }) {
  const notify = useNotify();

  async function send() {
    await answerOf(api.POST('/account/email-verification'));
    notify(`A link is on its way to ${email}.`);
  }

  return (
    <div className="alert alert-row">
      <p>
        <strong>Confirm your e-mail address.</strong> It is your way back in when you forget your password.
      </p>
      <ActionButton onAction={send}>Send the link</ActionButton>
    </div>
  );
}
