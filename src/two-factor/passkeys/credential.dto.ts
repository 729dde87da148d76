import { ValidateBy } from 'class-validator';

/** Bytes (WebAuthn Level 3 section 5.8.3). */
const MAX_CREDENTIAL_ID = 1023;
/** Bytes; of what a browser writes, a tenth. */
const MAX_CLIENT_DATA = 4096;
const MAX_OTHER = 16_384;

const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** `AuthenticationResponseJSON` of WebAuthn Level 3, as far as it is read. */
export interface AssertionJson {
  id: string;
  rawId: string;
  type: string;
  response: {
    clientDataJSON: string;
    authenticatorData: string;
    signature: string;
    userHandle?: string | null;
  };
}

/** `RegistrationResponseJSON` of WebAuthn Level 3, as far as it is read. */
export interface RegistrationJson {
  id: string;
  rawId: string;
  type: string;
  response: { clientDataJSON: string; attestationObject: string; transports?: unknown };
}

/** A body property that is an assertion. What is none is a bad request; whether it proves anything is for others to say. */
export function IsAssertion(): PropertyDecorator {
  return IsCredential(
    'an assertion',
    ({ authenticatorData, signature, userHandle }) =>
      [authenticatorData, signature].every(isText(MAX_OTHER)) &&
      ((userHandle ?? '') === '' || isText(128)(userHandle)),
  );
}

/** A body property that is a registration. */
export function IsRegistration(): PropertyDecorator {
  return IsCredential('a registration', ({ attestationObject }) => isText(MAX_OTHER)(attestationObject));
}

type Members = Record<string, unknown>;

/** Not by a DTO of its own: browsers add members. */
function IsCredential(name: string, isResponse: (response: Members) => boolean): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    isObject(value) &&
    [value['id'], value['rawId']].every(isText(MAX_CREDENTIAL_ID)) &&
    typeof value['type'] === 'string' &&
    isObject(value['response']) &&
    isText(MAX_CLIENT_DATA)(value['response']['clientDataJSON']) &&
    isResponse(value['response']);
  const message = `$property must be ${name} as a browser's toJSON() makes it`;
  return ValidateBy({ name: 'isCredential', validator: { validate } }, { message });
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param most bytes that it stands for. */
function isText(most: number): (value: unknown) => boolean {
  return (value) =>
    typeof value === 'string' && value.length <= Math.ceil((most * 4) / 3) && BASE64URL.test(value);
}
