import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { ApiError, type ErrorCode } from '../api/api-error';
import type { components, paths } from '../api/schema';
import { reloadIfReplaced } from '../replaced-build';

export type CreationOptions = PublicKeyCredentialCreationOptionsJSON;
export type RequestOptions = PublicKeyCredentialRequestOptionsJSON;

type TurnOff = paths['/2fa/turn-off']['post']['requestBody']['content']['application/json'];
/** What a browser answers with a passkey that there is. */
export type Assertion = NonNullable<TurnOff['passkey']>;
/** What a browser says of a new one. */
export type Registration = components['schemas']['AddPasskeyDto']['response'];

/** Without https there are no passkeys, nor are there for an IP address. */
export function hasWebAuthn(): boolean {
  return 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(window.location.hostname);
}

let loaded: typeof import('@simplewebauthn/browser') | undefined;

/** Loaded when somebody needs it, which most do not. */
export async function loadWebAuthn() {
  try {
    loaded = await import('@simplewebauthn/browser');
    return loaded;
  } catch {
    await reloadIfReplaced();
    throw new ApiError('OFFLINE');
  }
}

/** Whoever leaves is asked for nothing any more. At once: the next request may be under way a moment later. */
export function cancelRequest(): void {
  loaded?.WebAuthnAbortService.cancelCeremony();
}

/** @throws ApiError */
export async function createPasskey(optionsJSON: CreationOptions): Promise<Registration> {
  const { startRegistration } = await loadWebAuthn();
  const registration = await startRegistration({ optionsJSON }).catch(refuse);
  return registration as unknown as Registration;
}

/**
 * @param isAutofill among what the browser offers for the address field, and not in a dialog of its own.
 * @throws ApiError
 */
export async function askBrowser(optionsJSON: RequestOptions, isAutofill = false): Promise<Assertion> {
  const { startAuthentication } = await loadWebAuthn();
  const assertion = await startAuthentication({ optionsJSON, useBrowserAutofill: isAutofill }).catch(refuse);
  return assertion as unknown as Assertion;
}

function refuse(failure: unknown): never {
  throw new ApiError(codeOf(failure as Error), String(failure));
}

/** Browsers tell little, so that sites learn nothing of who is before them. */
function codeOf({ name }: Error): ErrorCode {
  switch (name) {
    case 'AbortError':
    case 'NotAllowedError':
      return 'PASSKEY_CANCELLED';
    case 'InvalidStateError':
      return 'PASSKEY_EXISTS';
    default:
      return 'PASSKEY_FAILED';
  }
}
