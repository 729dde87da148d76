import { ApiError, answerOf, type ErrorCode } from '../api/api-error';
import { api } from '../api/client';
import { notePasskeysUnavailable } from './availability';
import { type Assertion, askBrowser, type CreationOptions, type RequestOptions } from './web-authn';

/** Why nobody can add a passkey who has proved who they are. */
const NO_MORE: ReadonlySet<ErrorCode> = new Set(['EMAIL_NOT_VERIFIED', 'TOO_MANY_PASSKEYS']);

/** With a challenge that is good once, and for 5 minutes. */
export async function fetchRequestOptions(): Promise<RequestOptions> {
  const options = await noted(answerOf(api.POST('/authentication/passkey/options')));
  return options as unknown as RequestOptions;
}

/** As {@link fetchRequestOptions}; whoever asks has to prove who they are first, which a dialog sees to. */
export async function fetchCreationOptions(): Promise<CreationOptions> {
  const options = await noted(answerOf(api.POST('/passkeys/options')));
  return options as unknown as CreationOptions;
}

/** For who has no session, or a pending one. */
export async function askForPasskey(): Promise<Assertion> {
  return askBrowser(await fetchRequestOptions());
}

/**
 * For who is logged in. A challenge belongs to the session that it was made for, and those options are given to anybody: who
 * asks for them with an access token that ran out would get them for nobody. So it is refreshed first.
 */
export async function askOwnerForPasskey(): Promise<Assertion> {
  await answerOf(api.GET('/authentication'));
  return askForPasskey();
}

/**
 * For what needs a fresh proof as well: its dialog gives the session another id, so it must come before the challenge. That it
 * is due is asked of these options, which cost nothing.
 */
export async function askFreshlyForPasskey(): Promise<Assertion> {
  await fetchCreationOptions().catch((error: unknown) => {
    if (!(error instanceof ApiError && NO_MORE.has(error.errorCode))) {
      throw error;
    }
  });
  return askForPasskey();
}

async function noted<T>(options: Promise<T>): Promise<T> {
  try {
    return await options;
  } catch (error) {
    if (error instanceof ApiError && error.errorCode === 'PASSKEYS_UNAVAILABLE') {
      notePasskeysUnavailable();
    }
    throw error;
  }
}
