import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useSession } from '../session/session.context';
import { settings } from '../settings';
import { CheckBox, EmailField, PasswordField } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { Link } from '../ui/link';
import { CardScreen } from '../ui/screen';

export function LogInScreen({ notice }: { notice?: string | undefined }) {
  const { enter } = useSession();

  async function logIn(values: FormValues) {
    const body = {
      email: values.text('email'),
      password: values.text('password'),
      rememberMe: values.isChecked('rememberMe'),
    };
    await answerOf(api.POST('/authentication/log-in', { body }));
    await enter();
  }

  return (
    <CardScreen
      title="Log in"
      intro={`Welcome back to ${settings.appName}.`}
      footer={
        <p>
          New here? <Link to="/sign-up">Create an account</Link>
        </p>
      }
    >
      {notice && (
        <p role="status" className="alert">
          {notice}
        </p>
      )}
      <Form submit="Log in" onSubmit={logIn}>
        <EmailField data-autofocus />
        <PasswordField />
        <div className="split">
          <CheckBox name="rememberMe" label="Stay logged in" />
          <Link to="/reset-password">Forgot password?</Link>
        </div>
      </Form>
    </CardScreen>
  );
}
