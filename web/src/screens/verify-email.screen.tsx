import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useSession } from '../session/session.context';
import { Form, type FormValues } from '../ui/form';
import { Link } from '../ui/link';
import { MailedTokenField, mailedTokenOf } from '../ui/mailed-token-field';
import { CardScreen } from '../ui/screen';

/**
 * Where the link in a mail leads. It takes a click: programs that look into mails follow links too, and must not confirm an
 * address for somebody who only typed it.
 */
export function VerifyEmailScreen() {
  const { reload } = useSession();
  const [isDone, setIsDone] = useState(false);

  async function confirm(values: FormValues) {
    const body = { token: mailedTokenOf(values) };
    await answerOf(api.POST('/account/email-verification/confirm', { body }));
    setIsDone(true);
    await reload();
  }

  if (isDone) {
    return (
      <CardScreen title="Address confirmed" intro="Thank you. Your e-mail address is confirmed.">
        <Link to="/" className="button button-primary">
          Continue
        </Link>
      </CardScreen>
    );
  }
  return (
    <CardScreen
      title="Confirm your e-mail address"
      intro="One click, and we know that this address is yours."
      footer={<Link to="/">Not now</Link>}
    >
      <Form submit="Confirm my address" onSubmit={confirm}>
        <MailedTokenField />
      </Form>
    </CardScreen>
  );
}
