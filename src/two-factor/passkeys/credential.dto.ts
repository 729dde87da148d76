import { applyDecorators } from '@nestjs/common';
import { IsObject, ValidateBy } from 'class-validator';

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

/**
 * What a browser made of a passkey. It is no DTO: browsers add members. What is no such thing is refused as a bad request;
 * whether it proves anything is for others to say.
 */
export const assertionShape = shapeOf(
  'an assertion',
  (response) =>
    [response['authenticatorData'], response['signature']].every(isText(MAX_OTHER)) &&
    (response['userHandle'] === undefined ||
      response['userHandle'] === null ||
      response['userHandle'] === '' ||
      isText(128)(response['userHandle'])),
);

export const registrationShape = shapeOf('a registration', (response) =>
  isText(MAX_OTHER)(response['attestationObject']),
);

type Members = Record<string, unknown>;

function shapeOf(name: string, isResponse: (response: Members) => boolean): PropertyDecorator[] {
  const validate = (value: unknown): boolean =>
    isObject(value) &&
    isText(MAX_CREDENTIAL_ID)(value['id']) &&
    isText(MAX_CREDENTIAL_ID)(value['rawId']) &&
    typeof value['type'] === 'string' &&
    isObject(value['response']) &&
    isText(MAX_CLIENT_DATA)(value['response']['clientDataJSON']) &&
    isResponse(value['response']);
  const defaultMessage = () => `$property must be ${name} as a browser's toJSON() makes it`;
  return [IsObject(), ValidateBy({ name: 'isCredential', validator: { validate, defaultMessage } })];
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param most bytes that it stands for. */
function isText(most: number): (value: unknown) => boolean {
  return (value) =>
    typeof value === 'string' && value.length <= Math.ceil((most * 4) / 3) && BASE64URL.test(value);
}

/** A body property that is a registration. */
export function IsRegistration(): PropertyDecorator {
  return applyDecorators(...registrationShape);
}

/** A body property that is an assertion. */
export function IsAssertion(): PropertyDecorator {
  return applyDecorators(...assertionShape);
}
