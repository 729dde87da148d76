import fc from 'fast-check';
import { type ActorKind, actorKinds } from './actor-kinds.js';
import { type BodyEncoding, bodyEncodings } from './body-encodings.js';
import { type CookieVariant, cookieVariants } from './cookie-variants.js';
import { headers } from './header.arbitrary.js';
import { hostileValue, objectOf, validValue } from './json-schema.arbitrary.js';
import { type Operation, operations, type Parameter } from './openapi-operations.js';

/** A request before it is sent: plain data, so that fast-check can shrink and print it. */
export interface HostileRequest {
  operation: string;
  actor: ActorKind;
  cookies: CookieVariant;
  /** The client's, as a trusted proxy tells it. */
  address: string;
  path: Record<string, unknown>;
  query: [name: string, value: unknown][];
  headers: [name: string, value: string][];
  body: { value: unknown; encoding: BodyEncoding; type: string } | undefined;
}

/** Raw, as they stand between two slashes. */
const oddPathParts = [
  '%00',
  '%E0%A4%A',
  '%',
  '..%2f..%2faccount',
  '%2e%2e',
  '*',
  ':id',
  'é',
  'x'.repeat(3000),
];

/** A raw part of a path is told from a value, which is encoded, by its type. */
export class RawPathPart {
  constructor(readonly text: string) {}

  [fc.toStringMethod](): string {
    return `raw ${this.text}`;
  }
}

const oddQueryNames = ['__proto__', 'limit', 'limit[]', 'cursor[$gt]', 'cursor', 'token', '', 'constructor'];

const contentTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/JSON',
  'application/json;',
  'application/json; charset="',
  'application/json, text/plain',
  'application/vnd.api+json',
  'json',
  '*/*',
  '/',
  '',
];

const JSON_TYPE = 'application/json';

/** Few requests share an address, so that not everything is a 429; and some do, so that something is. */
const address = fc.oneof(
  { arbitrary: fc.ipV4(), weight: 6 },
  { arbitrary: fc.ipV6(), weight: 2 },
  { arbitrary: fc.constant('198.51.100.7'), weight: 1 },
);

/** More of those who get past the guards. */
const actor = fc.constantFrom<ActorKind>(
  ...actorKinds,
  'logged in',
  'logged in',
  'logged in with two factors',
  'logged in with two factors',
  'logged in with a passkey',
  'logged in with a passkey',
);

/** Any request to any operation of the document, by anybody. */
export const hostileRequest: fc.Arbitrary<HostileRequest> = fc.oneof(...operations.map(requestOf));

function requestOf(operation: Operation): fc.Arbitrary<HostileRequest> {
  return fc.record({
    operation: fc.constant(operation.name),
    actor,
    cookies: mostly<CookieVariant>('own', cookieVariants, 6),
    address,
    path: pathOf(operation.parameters),
    query: queryOf(operation.parameters),
    headers,
    body: bodyOf(operation),
  });
}

function bodyOf({ body, method }: Operation): fc.Arbitrary<HostileRequest['body']> {
  const value = body ? objectOf(body) : fc.oneof(fc.constant({}), hostileValue);
  const some = fc.record({
    value,
    encoding: mostly<BodyEncoding>('json', bodyEncodings, 12),
    type: mostly(JSON_TYPE, contentTypes, 12),
  });
  const weight = body ? 30 : 1;
  const none = { arbitrary: fc.constant(undefined), weight: method === 'GET' ? 10 : 2 };
  return fc.oneof({ arbitrary: some, weight }, none);
}

function pathOf(parameters: Parameter[]): fc.Arbitrary<Record<string, unknown>> {
  const values = parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name, schema }) => [
      name,
      fc.oneof(
        { arbitrary: validValue(schema, name), weight: 5 },
        { arbitrary: hostileValue, weight: 1 },
        { arbitrary: fc.constantFrom(...oddPathParts).map((text) => new RawPathPart(text)), weight: 1 },
      ),
    ]);
  return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<unknown>>);
}

function queryOf(parameters: Parameter[]): fc.Arbitrary<[string, unknown][]> {
  const valid: fc.Arbitrary<[string, unknown]>[] = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => fc.tuple(fc.constant(name), validValue(schema, name)));
  const odd = fc.tuple(fc.constantFrom(...oddQueryNames), hostileValue);
  const none = { arbitrary: fc.constant<[string, unknown][]>([]), weight: 4 };
  return fc.oneof(
    none,
    { arbitrary: fc.array(odd, { minLength: 1, maxLength: 3 }), weight: 1 },
    ...(valid.length > 0
      ? [{ arbitrary: fc.subarray(valid).chain((some) => fc.tuple(...some)), weight: 4 }]
      : []),
  );
}

/** @param weight of the usual value against that of all the others together. */
function mostly<T>(usual: T, others: readonly T[], weight: number): fc.Arbitrary<T> {
  return fc.oneof(
    { arbitrary: fc.constant(usual), weight },
    { arbitrary: fc.constantFrom(...others), weight: 1 },
  );
}
