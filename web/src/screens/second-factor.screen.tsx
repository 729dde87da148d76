import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useArePasskeysAvailable } from '../passkeys/availability';
import { type Methods, useSession } from '../session/session.context';
import { settings } from '../settings';
import { CodeField, secondFactorOf } from '../ui/code-field';
import { CheckBox } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { useNotify } from '../ui/notices';
import { CardScreen } from '../ui/screen';

/** Until it is known what the account has: most have an app. */
const ANY: Methods = ['totp', 'passkey', 'backup-code'];

/** The second step of a log-in. */
export function SecondFactorScreen({ methods = ANY }: { methods?: Methods | undefined }) {
  const { enter, setSession } = useSession();
  const notify = useNotify();

  async function authenticate(values: FormValues) {
    const body = { ...(await secondFactorOf(values)), trustDevice: values.isChecked('trustDevice') };
    const { remainingBackupCodes } = await answerOf(api.POST('/2fa/authenticate', { body }));
    await enter();
    if (remainingBackupCodes !== undefined) {
      notify(`Backup code used. You have ${remainingBackupCodes} left.`);
    }
  }

  async function cancel() {
    await answerOf(api.POST('/authentication/log-out'));
    setSession({ state: 'logged out' });
  }

  const [title, intro] = textsOf(methods, useArePasskeysAvailable());
  return (
    <CardScreen
      title={title}
      intro={intro}
      footer={
        <button type="button" className="button-link" onClick={() => void cancel()}>
          Use another account
        </button>
      }
    >
      <Form submit="Continue" onSubmit={authenticate}>
        <CodeField methods={methods} />
        {settings.trustedDeviceDays > 0 && (
          <CheckBox
            name="trustDevice"
            label="Trust this browser"
            hint={`Ask for no second step here for ${settings.trustedDeviceDays} days. Not on a computer that others use.`}
          />
        )}
      </Form>
    </CardScreen>
  );
}

function textsOf([first, ...others]: Methods, arePasskeysAvailable: boolean): [title: string, intro: string] {
  if (first === 'passkey' && arePasskeysAvailable) {
    return ['Use your passkey', 'Your password was right. The second step is the passkey of this account.'];
  }
  return first === 'totp' || others.includes('totp')
    ? ['Enter your code', 'Open your authenticator app and type the 6 digits that it shows for this account.']
    : ['Enter your code', 'Type one of the backup codes that you saved.'];
}
