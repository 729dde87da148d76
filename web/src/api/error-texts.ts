import type { ApiError, ErrorCode } from './api-error';

export type ErrorTexts = Partial<Record<ErrorCode, string>>;

/** What to do about each error. Complete, so that the compiler finds an `errorCode` that is new. */
const texts: Record<ErrorCode, string> = {
  VALIDATION_FAILED: 'Something in this form is not right.',
  NOT_AUTHENTICATED: 'You are logged out. Log in again.',
  WRONG_CREDENTIALS: 'The e-mail address or the password is wrong. Check both and try again.',
  SECOND_FACTOR_REQUIRED: 'Your account has two-factor authentication on. Give a code, too.',
  WRONG_TWO_FACTOR_CODE:
    'This code is wrong, or was used before. Each code works once: wait for the next one and try again.',
  WRONG_PASSKEY:
    'This passkey was not accepted. Take one of this account, and try again: after a while without an answer the page has to ask anew.',
  UNKNOWN_PASSKEY:
    'This passkey opens nothing here any more: it was removed from its account. Use another one, or log in with your password.',
  REAUTHENTICATION_REQUIRED: 'Nothing was changed, because you did not confirm that it is you.',
  INVALID_TOKEN: 'This link is used, too old, or not complete. Ask for a new one.',
  CROSS_ORIGIN_REQUEST: 'This page may not talk to the server. Open it at its own address and try again.',
  EMAIL_NOT_VERIFIED:
    'Open the link in the mail that we sent you first. If it is lost, reset your password: that proves the address, too.',
  TWO_FACTOR_LOCKED:
    'There were too many wrong codes. Use one of your backup codes, or ask the operator to unlock your account.',
  NOT_FOUND: 'It is not there any more.',
  EMAIL_TAKEN: 'There is an account with this e-mail address. Log in, or reset its password.',
  SECOND_FACTOR_ALREADY_PROVED: 'You are logged in already. Reload the page.',
  OTHER_USER: 'Somebody else has logged in here in the meantime. Nothing was done.',
  TWO_FACTOR_NOT_ENABLED: 'Two-factor authentication is off already.',
  NO_PENDING_TWO_FACTOR_SECRET:
    'This QR code is over 10 minutes old, or too many codes were tried with it. Get a new one and scan that.',
  PASSKEY_EXISTS: 'This device has a passkey of your account already. Add one on another device.',
  TOO_MANY_PASSKEYS: 'You have 20 passkeys, which is the most. Remove one that you do not need first.',
  LAST_SECOND_FACTOR:
    'This passkey is your only second factor. Add another passkey or an authenticator app first, or turn two-factor authentication off.',
  NOT_ENOUGH_PASSKEYS:
    'Passkeys only takes two-factor authentication, a backup code that is left, and two passkeys or one that is synced.',
  PASSKEYS_UNAVAILABLE: 'There are no passkeys on this site, since its address is a number. Use a password.',
  PAYLOAD_TOO_LARGE: 'That is too long.',
  UNSUPPORTED_MEDIA_TYPE: 'This page is out of date. Reload it and try again.',
  TOO_MANY_ATTEMPTS: 'Too many attempts.',
  INTERNAL_ERROR: 'Something went wrong on our side. Try again later.',
  SERVICE_UNAVAILABLE: 'The server is busy or not there. Try again in a moment.',
  OFFLINE: 'The server cannot be reached. Check your connection and try again.',
  TIMEOUT: 'The server took too long to answer. Check your connection and try again.',
  NO_COOKIES:
    'Your browser does not keep the cookies of this site, so you cannot stay logged in. Allow them and log in again.',
  NO_HTTPS:
    'This page was opened without https, so your browser does not keep you logged in. Open it at its https address.',
  PASSKEY_CANCELLED: 'No passkey was used: the request was cancelled, or took too long. Try again.',
  PASSKEY_FAILED: 'Your browser cannot use a passkey here. Use another browser, or another way.',
};

export function textOf(error: ApiError, special: ErrorTexts = {}): string {
  // Only the server knows by how much, and says so in words for people.
  if (error.clockDifference !== undefined) {
    return error.sentences.join(' ');
  }
  return special[error.errorCode] ?? texts[error.errorCode] ?? texts.INTERNAL_ERROR;
}

/**
 * The sentences of a `VALIDATION_FAILED` by the field that each is about: "password must be …" is about `password`.
 *
 * @returns those of no such field under ''.
 */
export function fieldErrors(error: ApiError | undefined, fields: string[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const sentence of error?.errorCode === 'VALIDATION_FAILED' ? error.sentences : []) {
    const [name = ''] = sentence.split(' ', 1);
    // The password policy says "password" wherever the new one stands.
    const field = [name, `new${capitalise(name)}`].find((candidate) => fields.includes(candidate));
    errors[field ?? ''] ??= field ? capitalise(sentence.slice(name.length + 1)) : sentence;
  }
  return errors;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
