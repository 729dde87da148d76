import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
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
  const text = useText();
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
      <CardScreen title={text('verify.done')} intro={text('verify.done.intro')}>
        <Link to="/" className="button button-primary">
          {text('continue')}
        </Link>
      </CardScreen>
    );
  }
  return (
    <CardScreen
      title={text('verify')}
      intro={text('verify.intro')}
      footer={<Link to="/">{text('not-now')}</Link>}
    >
      <Form submit={text('verify.submit')} onSubmit={confirm}>
        <MailedTokenField />
      </Form>
    </CardScreen>
  );
}
