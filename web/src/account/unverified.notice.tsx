import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { Text } from '../language/text';
import { ActionButton } from '../ui/action-button';
import { useNotify } from '../ui/notices';

export function UnverifiedNotice({ email }: { email: string }) {
  const text = useText();
  const notify = useNotify();

  async function send() {
    await answerOf(api.POST('/account/email-verification'));
    notify(text('unverified.sent', { email }));
  }

  return (
    <div className="alert alert-row">
      <p>
        <Text id="unverified.notice" />
      </p>
      <ActionButton onAction={send}>{text('unverified.send')}</ActionButton>
    </div>
  );
}
