import { ApiError, type ErrorCode } from '../api/api-error';
import { fetchRequestOptions } from './ask-for-passkey';
import { type Assertion, askBrowser, cancelRequest, loadWebAuthn } from './web-authn';

/** Milliseconds. The challenge of a log-in page is good for 10 minutes, and a person takes some to answer. */
const RENEWAL = 4 * 60_000;

/** What will not be otherwise at the next try. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set(['PASSKEYS_UNAVAILABLE', 'PASSKEY_FAILED']);

/** Offers passkeys where the browser offers addresses, for as long as a page wants to log somebody in. */
export class PasskeyAutofill {
  private failures = 0;

  /**
   * Silent: nobody has asked for anything yet.
   *
   * @returns what somebody chose; undefined when there is nothing to wait for any more.
   */
  async wait(signal: AbortSignal): Promise<Assertion | undefined> {
    const canOffer = await window.PublicKeyCredential.isConditionalMediationAvailable?.();
    if (!canOffer) {
      return undefined;
    }
    while (!signal.aborted) {
      try {
        await this.pause();
        const assertion = signal.aborted ? undefined : await offer(signal);
        if (assertion) {
          // Until it turns out to be right, and then nobody waits here.
          this.failures += 1;
          return signal.aborted ? undefined : assertion;
        }
      } catch (error) {
        this.failures += 1;
        if (!(error instanceof ApiError) || HOPELESS.has(error.errorCode)) {
          return undefined;
        }
      }
    }
    return undefined;
  }

  /** A browser or a password manager that fails, or answers wrongly, by itself must not do so all the time. */
  private pause(): Promise<void> {
    const time = this.failures === 0 ? 0 : Math.min(1000 * 2 ** (this.failures - 1), RENEWAL);
    return new Promise((resolve) => setTimeout(resolve, time));
  }
}

/** @returns undefined when it is time for a new challenge. */
async function offer(signal: AbortSignal): Promise<Assertion | undefined> {
  await untilVisible(signal);
  const [options] = await Promise.all([fetchRequestOptions(), loadWebAuthn()]);
  if (signal.aborted) {
    return undefined;
  }
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    cancelRequest();
  }, RENEWAL);
  signal.addEventListener('abort', cancelRequest);
  try {
    return await askBrowser(options, true);
  } catch (error) {
    if (isOver || signal.aborted) {
      return undefined;
    }
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancelRequest);
  }
}

/** A tab that nobody looks at asks for nothing. */
function untilVisible(signal: AbortSignal): Promise<void> {
  if (document.visibilityState === 'visible') {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const listeners = new AbortController();
    const end = () => {
      listeners.abort();
      resolve();
    };
    signal.addEventListener('abort', end, { signal: listeners.signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && end(), {
      signal: listeners.signal,
    });
  });
}
