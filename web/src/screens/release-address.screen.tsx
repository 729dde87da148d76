import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useSession } from '../session/session.context';
import { Form, type FormValues } from '../ui/form';
import { Link } from '../ui/link';
import { MailedTokenField, mailedTokenOf } from '../ui/mailed-token-field';
import { CardScreen } from '../ui/screen';

/** For who finds their address taken by an account that never proved that it is its own. */
export function ReleaseAddressScreen() {
  const { reload } = useSession();
  const [isDone, setIsDone] = useState(false);

  async function release(values: FormValues) {
    await answerOf(api.POST('/account/release', { body: { token: mailedTokenOf(values) } }));
    setIsDone(true);
    await reload();
  }

  if (isDone) {
    return (
      <CardScreen
        title="Your address is free"
        intro="The account that had it is deleted. Now you can sign up yourself."
      >
        <Link to="/sign-up" className="button button-primary">
          Create an account
        </Link>
      </CardScreen>
    );
  }
  return (
    <CardScreen
      title="Release your address"
      intro="Somebody made an account with your e-mail address, and never confirmed that it is theirs. This deletes that account for good, with all that belongs to it. Do it only if you did not make it yourself."
      footer={<Link to="/">Not now</Link>}
    >
      <Form submit="Delete that account" onSubmit={release} isDanger>
        <MailedTokenField />
      </Form>
    </CardScreen>
  );
}
