import fc from 'fast-check';
import { knownValue } from './known-value.js';
import type { JsonSchema } from './openapi-operations.js';

/** What strings can hold that some layer below may stumble over. */
const oddStrings = [
  '',
  ' ',
  '\u0000',
  'a\u0000b@example.com',
  '\ud800',
  '\udc00\ud800',
  '\u202eevil',
  '\ufeff',
  '👩‍👩‍👧‍👦'.repeat(20),
  'e\u0301'.repeat(400),
  '\u1e9e\u0130\ufb01',
  '１２３４５６',
  '123 456',
  '123456\n',
  'a@b\r\nBcc: c@example.com',
  '"a b"@example.com',
  '@',
  `${'a'.repeat(300)}@example.com`,
  'x@xn--a.com',
  "'; DROP TABLE users; --",
  '${7*7}{{7*7}}',
  '../../../../etc/passwd',
  '__proto__',
  'undefined',
  '00000000-0000-0000-0000-000000000000',
  'x'.repeat(1025),
  'x'.repeat(20_000),
];

/** A value of any JSON type, mostly of the kind that breaks programs. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: fc.constantFrom(...oddStrings), weight: 60 },
  { arbitrary: fc.string({ unit: 'binary' }), weight: 20 },
  { arbitrary: fc.constantFrom(null, true, false, 0, -1, 123456, 1e308, 2 ** 53), weight: 30 },
  { arbitrary: fc.constantFrom<unknown>([], {}, [[]], { length: 6 }, { toString: 1 }), weight: 30 },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 20 },
  { arbitrary: fc.constant('x'.repeat(90_000)), weight: 1 },
);

const extraProperties = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'id',
  'isEmailVerified',
  '',
];

/** A value as the schema says; where we know a right one, mostly that. */
export function validValue(schema: JsonSchema, name = ''): fc.Arbitrary<unknown> {
  const any = anyValueOf(schema);
  const known = knownValue(name);
  return known ? fc.oneof({ arbitrary: known, weight: 4 }, { arbitrary: any, weight: 1 }) : any;
}

function anyValueOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) {
    return fc.constantFrom(...schema.enum);
  }
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 });
    case 'array':
      return fc.array(validValue(schema.items ?? {}), { maxLength: 5 });
    case 'object':
      return validObject(schema);
    case 'string':
      return stringOf(schema);
    default:
      return fc.jsonValue();
  }
}

function stringOf({ pattern, format, minLength = 0, maxLength = 100 }: JsonSchema): fc.Arbitrary<string> {
  if (pattern) {
    return fc.stringMatching(new RegExp(pattern));
  }
  if (format === 'email') {
    return fc.stringMatching(/^[a-z0-9]{1,20}(?:\+[a-z]{1,5})?@[a-z]{1,10}\.(?:com|org|example)$/);
  }
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 100) });
}

function validObject({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<Record<string, unknown>> {
  const values = Object.entries(properties).map(([name, schema]) => [name, validValue(schema, name)]);
  return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: required,
    noNullPrototype: true,
  });
}

/** An object of the schema, or one of which a property is wrong, missing, or too many. */
export function objectOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const valid = validObject(schema);
  const own = Object.keys(schema.properties ?? {});
  const names = fc.constantFrom(...own, ...own, ...extraProperties);
  const wrong = fc
    .tuple(valid, names, hostileValue)
    // Not by assignment: `__proto__` must become a property.
    .map(([object, name, value]) => Object.fromEntries([...Object.entries(object), [name, value]]));
  const incomplete = fc
    .tuple(valid, names)
    .map(([object, name]) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== name)));
  return fc.oneof(
    { arbitrary: valid, weight: 6 },
    { arbitrary: wrong, weight: 3 },
    { arbitrary: incomplete, weight: 1 },
  );
}
