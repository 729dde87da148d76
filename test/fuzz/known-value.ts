import fc from 'fast-check';

/** What a request can say that only its sender, or only a log-in, knows: so that not just the validation is reached. */
export type KnownName =
  | 'email'
  | 'password'
  | 'newPassword'
  | 'code'
  | 'pendingCode'
  | 'backupCode'
  | 'resetToken'
  | 'releaseToken'
  | 'verificationToken'
  | 'invitation'
  | 'sessionId'
  | 'deviceId'
  | 'passkeyId'
  | 'authenticatorId'
  | 'assertion'
  | 'registration'
  | 'cursor'
  | 'audience'
  | 'bystanderEmail'
  | 'bystanderSessionId'
  | 'bystanderDeviceId';

/** Stands in a generated request for a value that is known only when it is sent, so that a seed says the same each time. */
export class Known {
  constructor(readonly name: KnownName) {}

  [fc.toStringMethod](): string {
    return `known.${this.name}`;
  }
}

/** By the name of a property or parameter: what is right there. */
const rightFor: Record<string, KnownName[]> = {
  email: ['email', 'email', 'bystanderEmail'],
  password: ['password', 'password', 'newPassword'],
  currentPassword: ['password'],
  newPassword: ['newPassword'],
  twoFactorAuthenticationCode: ['code', 'pendingCode'],
  backupCode: ['backupCode'],
  token: ['resetToken', 'releaseToken', 'verificationToken'],
  invitation: ['invitation', 'resetToken'],
  id: ['sessionId', 'deviceId', 'passkeyId', 'authenticatorId', 'bystanderSessionId', 'bystanderDeviceId'],
  passkey: ['assertion'],
  response: ['assertion', 'registration'],
  cursor: ['cursor'],
  audience: ['audience'],
};

export function knownValue(name: string): fc.Arbitrary<Known> | undefined {
  const names = rightFor[name];
  return names && fc.constantFrom(...names.map((known) => new Known(known)));
}

/** Puts the values in. Properties stay as they are, `__proto__` among them. */
export function resolve(value: unknown, lookUp: (name: KnownName) => unknown): unknown {
  if (value instanceof Known) {
    return lookUp(value.name);
  }
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, lookUp));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, lookUp)]))
    : value;
}
