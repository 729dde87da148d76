import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useSession } from '../session/session.context';
import { settings } from '../settings';
import { CodeField, codeOf } from '../ui/code-field';
import { CheckBox } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { useNotify } from '../ui/notices';
import { CardScreen } from '../ui/screen';

/** The second step of a log-in. */
export function SecondFactorScreen() {
  const { enter, setSession } = useSession();
  const notify = useNotify();

  async function authenticate(values: FormValues) {
    const body = { ...codeOf(values), trustDevice: values.isChecked('trustDevice') };
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

  return (
    <CardScreen
      title="Enter your code"
      intro="Open your authenticator app and type the 6 digits that it shows for this account."
      footer={
        <button type="button" className="button-link" onClick={() => void cancel()}>
          Use another account
        </button>
      }
    >
      <Form submit="Continue" onSubmit={authenticate}>
        <CodeField />
        {settings.trustedDeviceDays > 0 && (
          <CheckBox
            name="trustDevice"
            label="Trust this browser"
            hint={`Ask for no code here for ${settings.trustedDeviceDays} days. Not on a computer that others use.`}
          />
        )}
      </Form>
    </CardScreen>
  );
}
