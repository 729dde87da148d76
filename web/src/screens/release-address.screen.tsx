import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { useSession } from '../session/session.context';
import { Form, type FormValues } from '../ui/form';
import { Link } from '../ui/link';
import { MailedTokenField, mailedTokenOf } from '../ui/mailed-token-field';
import { CardScreen } from '../ui/screen';

/** For who finds their address taken by an account that never proved that it is its own. */
export function ReleaseAddressScreen() {
  const text = useText();
  const { reload } = useSession();
  const [isDone, setIsDone] = useState(false);

  async function release(values: FormValues) {
    await answerOf(api.POST('/account/release', { body: { token: mailedTokenOf(values) } }));
    setIsDone(true);
    await reload();
  }

  if (isDone) {
    return (
      <CardScreen title={text('release.done')} intro={text('release.done.intro')}>
        <Link to="/sign-up" className="button button-primary">
          {text('sign-up')}
        </Link>
      </CardScreen>
    );
  }
  return (
    <CardScreen
      title={text('release')}
      intro={text('release.intro')}
      footer={<Link to="/">{text('not-now')}</Link>}
    >
      <Form submit={text('release.submit')} onSubmit={release} isDanger>
        <MailedTokenField />
      </Form>
    </CardScreen>
  );
}
