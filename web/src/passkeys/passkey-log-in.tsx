import { useEffect, useEffectEvent, useState } from 'react';
import { ApiError, answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { useSession } from '../session/session.context';
import { ErrorAlert } from '../ui/error-alert';
import { useAction } from '../ui/use-action';
import { useSecondsUntil } from '../ui/use-seconds-until';
import { askForPasskey } from './ask-for-passkey';
import { useArePasskeysAvailable } from './availability';
import { PasskeyAutofill } from './passkey-autofill';
import { signalUnknownPasskey } from './signals';
import { type Assertion, cancelRequest } from './web-authn';

/** In one step, without an address: by a button, and by what the browser offers in the address field. */
export function PasskeyLogIn({ rememberMe }: { rememberMe: boolean }) {
  const text = useText();
  const { enter } = useSession();
  const isAvailable = useArePasskeysAvailable();
  const [autofill] = useState(() => new PasskeyAutofill());
  const { run, isBusy, error } = useAction(async (offered?: Assertion) => {
    await logIn(offered ?? (await askForPasskey()), rememberMe);
    await enter();
  });
  const secondsLeft = useSecondsUntil(error?.retryAt);
  const logInBy = useEffectEvent((offered: Assertion) => run(offered));

  // One request at a time: whatever else is asked for ends what is offered, and then it is offered anew.
  useEffect(() => {
    if (isBusy) {
      return cancelRequest;
    }
    if (!isAvailable) {
      return undefined;
    }
    const waiting = new AbortController();
    void autofill.wait(waiting.signal).then((offered) => offered && logInBy(offered));
    return () => waiting.abort();
  }, [autofill, isAvailable, isBusy]);

  if (!isAvailable) {
    return null;
  }
  return (
    <>
      <p className="or">{text('log-in.or')}</p>
      <div className="action">
        <button
          type="button"
          className="button"
          disabled={secondsLeft > 0}
          aria-busy={isBusy}
          onClick={() => {
            if (!isBusy) {
              void run();
            }
          }}
        >
          {text('log-in.by-passkey')}
        </button>
        <ErrorAlert error={error} secondsLeft={secondsLeft} />
      </div>
    </>
  );
}

async function logIn(response: Assertion, rememberMe: boolean): Promise<void> {
  try {
    await answerOf(api.POST('/authentication/passkey', { body: { response, rememberMe } }));
  } catch (error) {
    if (error instanceof ApiError && error.errorCode === 'UNKNOWN_PASSKEY') {
      await signalUnknownPasskey(String(response['id']));
    }
    throw error;
  }
}
