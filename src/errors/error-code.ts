import { HttpStatus } from '@nestjs/common';

interface ErrorDefinition {
  status: HttpStatus;
  /** When it is answered; stands in the OpenAPI document. */
  description: string;
}

/**
 * Every `errorCode` the API can answer with. Codes are part of the contract: clients branch on them, so a code is never
 * renamed and never changes its meaning.
 */
export const errorCodes = {
  VALIDATION_FAILED: { status: HttpStatus.BAD_REQUEST, description: 'The request is not as documented.' },
  NOT_AUTHENTICATED: { status: HttpStatus.UNAUTHORIZED, description: 'No live session: log in, or refresh.' },
  WRONG_CREDENTIALS: {
    status: HttpStatus.UNAUTHORIZED,
    description: 'The e-mail address or the password is wrong.',
  },
  SECOND_FACTOR_REQUIRED: { status: HttpStatus.UNAUTHORIZED, description: 'A code is needed, too.' },
  WRONG_TWO_FACTOR_CODE: {
    status: HttpStatus.UNAUTHORIZED,
    description:
      'The code is wrong, or used already; with `clockDifference`, it was right in the last 10 minutes.',
  },
  WRONG_PASSKEY: {
    status: HttpStatus.UNAUTHORIZED,
    description: 'The passkey is not one of the account, or its answer is wrong, expired, or used already.',
  },
  UNKNOWN_PASSKEY: {
    status: HttpStatus.UNAUTHORIZED,
    description: 'No account has this passkey: the browser may forget it.',
  },
  REAUTHENTICATION_REQUIRED: {
    status: HttpStatus.UNAUTHORIZED,
    description:
      'All factors must have been proved in the last 5 minutes: POST /authentication/reauthenticate.',
  },
  INVALID_TOKEN: {
    status: HttpStatus.UNAUTHORIZED,
    description: 'The mailed token is wrong, used or expired.',
  },
  CROSS_ORIGIN_REQUEST: {
    status: HttpStatus.FORBIDDEN,
    description: 'Sent by a page of a site that is not trusted.',
  },
  EMAIL_NOT_VERIFIED: {
    status: HttpStatus.FORBIDDEN,
    description: 'Open the link in the verification mail first.',
  },
  REGISTRATION_CLOSED: { status: HttpStatus.FORBIDDEN, description: 'Only the operator makes accounts.' },
  INVITATION_REQUIRED: {
    status: HttpStatus.FORBIDDEN,
    description: 'Accounts are made by invitation: send the `invitation` of the mailed link.',
  },
  TWO_FACTOR_LOCKED: {
    status: HttpStatus.FORBIDDEN,
    description:
      'Too many wrong codes: only a backup code, a passkey, or the operator unlocks the second factor.',
  },
  TWO_FACTOR_ENROLMENT_REQUIRED: {
    status: HttpStatus.FORBIDDEN,
    description:
      'Two-factor authentication has to be on by now: POST /2fa/generate and /2fa/turn-on, or add a passkey and turn it on with that.',
  },
  TWO_FACTOR_REQUIRED_BY_POLICY: {
    status: HttpStatus.FORBIDDEN,
    description: 'The operator requires two-factor authentication of this account.',
  },
  UNTRUSTED_PROXY: {
    status: HttpStatus.FORBIDDEN,
    description: 'Only a proxy of `TRUSTED_PROXIES` may ask this.',
  },
  UNKNOWN_HOST: { status: HttpStatus.FORBIDDEN, description: 'The policy does not have this host.' },
  GROUP_REQUIRED: {
    status: HttpStatus.FORBIDDEN,
    description: 'The account is in none of the groups that may pass here.',
  },
  NOT_FOUND: { status: HttpStatus.NOT_FOUND, description: 'There is nothing here, or nothing of yours.' },
  EMAIL_TAKEN: { status: HttpStatus.CONFLICT, description: 'There is an account with this e-mail address.' },
  SECOND_FACTOR_ALREADY_PROVED: {
    status: HttpStatus.CONFLICT,
    description: 'This is no pending log-in: all factors were proved already.',
  },
  OTHER_USER: {
    status: HttpStatus.CONFLICT,
    description: 'The session is that of another user than `X-User-Id` says; nothing was done.',
  },
  TWO_FACTOR_NOT_ENABLED: { status: HttpStatus.CONFLICT, description: 'Two-factor authentication is off.' },
  NO_PENDING_TWO_FACTOR_SECRET: {
    status: HttpStatus.CONFLICT,
    description: 'There is no QR code waiting to be confirmed: POST /2fa/generate.',
  },
  PASSKEY_EXISTS: { status: HttpStatus.CONFLICT, description: 'This passkey was added already.' },
  TOO_MANY_PASSKEYS: { status: HttpStatus.CONFLICT, description: 'An account has 20 passkeys at most.' },
  TOO_MANY_AUTHENTICATORS: {
    status: HttpStatus.CONFLICT,
    description: 'An account has 3 authenticator apps at most.',
  },
  LAST_SECOND_FACTOR: {
    status: HttpStatus.CONFLICT,
    description: 'While two-factor authentication is on, one second factor must remain.',
  },
  NOT_ENOUGH_PASSKEYS: {
    status: HttpStatus.CONFLICT,
    description:
      'Without a password an account needs two-factor authentication, an unused backup code, and two passkeys or one that is synced.',
  },
  PASSKEYS_UNAVAILABLE: {
    status: HttpStatus.CONFLICT,
    description: 'Passkeys need a host name, and `PUBLIC_URL` has an IP address.',
  },
  PAYLOAD_TOO_LARGE: { status: HttpStatus.PAYLOAD_TOO_LARGE, description: 'The body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: HttpStatus.UNSUPPORTED_MEDIA_TYPE,
    description: 'Bodies are application/json.',
  },
  TOO_MANY_ATTEMPTS: {
    status: HttpStatus.TOO_MANY_REQUESTS,
    description: 'Wait for as many seconds as `Retry-After` says.',
  },
  INTERNAL_ERROR: { status: HttpStatus.INTERNAL_SERVER_ERROR, description: 'A fault of ours.' },
  SERVICE_UNAVAILABLE: {
    status: HttpStatus.SERVICE_UNAVAILABLE,
    description: 'Try again after `Retry-After` seconds.',
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorCodes;
