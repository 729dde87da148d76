import { useState } from 'react';
import { type ApiError, answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import type { PageKey } from '../language/page-messages';
import { useArePasskeysAvailable } from '../passkeys/availability';
import { fetchSession } from '../session/fetch-session';
import { type Methods, useSession } from '../session/session.context';
import { settings } from '../settings';
import { CodeField, firstUsable, type Method, secondFactorOf } from '../ui/code-field';
import { CheckBox } from '../ui/fields';
import { Form, type FormValues } from '../ui/form';
import { useNotify } from '../ui/notices';
import { CardScreen } from '../ui/screen';
import { LostAll } from '../ui/support-link';

/** Until it is known what the account has: most have an app. */
const ANY: Methods = ['totp', 'passkey', 'backup-code'];

const titles = {
  passkey: 'second-factor.passkey',
  totp: 'second-factor',
  'backup-code': 'second-factor',
} as const satisfies Record<Method, PageKey>;

interface Props {
  methods?: Methods | undefined;
  /** Typed at the first step. */
  email?: string | undefined;
}

/** The second step of a log-in. */
export function SecondFactorScreen({ methods = ANY, email }: Props) {
  const { enter, setSession } = useSession();
  const text = useText();
  const notify = useNotify();
  const arePasskeysAvailable = useArePasskeysAvailable();
  const [wanted, setWanted] = useState<Method>();

  async function authenticate(values: FormValues) {
    const body = { ...(await secondFactorOf(values)), trustDevice: values.isChecked('trustDevice') };
    const { remainingBackupCodes } = await answerOf(api.POST('/2fa/authenticate', { body })).catch(
      giveUpAfterLastTry,
    );
    await enter();
    if (remainingBackupCodes !== undefined) {
      notify(text('second-factor.backup-code-used', { count: remainingBackupCodes }));
    }
  }

  /** A log-in has five tries of a code; the last one ends it, and only the API knows which that is. */
  async function giveUpAfterLastTry(error: ApiError): Promise<never> {
    if (error.errorCode === 'WRONG_TWO_FACTOR_CODE' && (await fetchSession()).state === 'logged out') {
      setSession({ state: 'logged out', notice: 'log-in.too-many-wrong', email });
    }
    throw error;
  }

  async function cancel() {
    await answerOf(api.POST('/authentication/log-out'));
    setSession({ state: 'logged out' });
  }

  const method = wanted ?? firstUsable(methods, arePasskeysAvailable);
  return (
    <CardScreen
      title={text(titles[method])}
      intro={text(`second-factor.intro.${method}`)}
      footer={
        <button type="button" className="button-link" onClick={() => void cancel()}>
          {text('second-factor.other-account')}
        </button>
      }
    >
      <Form submit={text('continue')} onSubmit={authenticate}>
        {/* Before the code, which sends itself. */}
        {settings.trustedDeviceDays > 0 && (
          <CheckBox
            name="trustDevice"
            label={text('second-factor.trust')}
            hint={text('second-factor.trust.hint', { days: settings.trustedDeviceDays })}
          />
        )}
        <CodeField methods={methods} onSwitch={setWanted} />
        <LostAll />
      </Form>
    </CardScreen>
  );
}
