import fc from 'fast-check';

/** Values that a header of this name should not have, and some that it may. Latin-1 only: Node.js sends nothing else. */
const values: Record<string, string[]> = {
  accept: [
    'application/json',
    'text/plain',
    'image/svg+xml',
    'image/png;q=0, */*;q=0.1',
    ',,;q=,;;',
    '*/*;q=2',
    'é',
    'a/b,'.repeat(500),
  ],
  origin: [
    'http://localhost:3000',
    'https://evil.example',
    'null',
    '',
    'é',
    'http://[',
    'https://app.example.com',
  ],
  'sec-fetch-site': ['same-origin', 'same-site', 'cross-site', 'none', '', 'é'],
  'content-encoding': ['gzip', 'br', 'identity', 'é'],
  'user-agent': ['', 'é\u0085\u00a0', '\t', '"},{', 'x'.repeat(4000)],
  'x-forwarded-for': [
    '',
    'unknown',
    "'",
    '::1',
    '::ffff:1.2.3.4',
    'fe80::1%eth0',
    '999.1.1.1',
    '1.2.3.4:80',
    '1.2.3.4, 5.6.7.8',
    ',,,',
    'é',
    'x'.repeat(2000),
  ],
  'x-forwarded-proto': ['https', 'javascript', ',', ''],
  'x-forwarded-host': ['evil.example', '', 'a:b:c', 'é'],
  host: ['evil.example', 'localhost:99999', '[::1', 'é'],
  'x-http-method-override': ['DELETE', 'PATCH'],
  'x-request-id': ['forged', 'é'],
  'x-user-id': ['', 'é', '1', '*', '00000000-0000-4000-8000-000000000000'],
  authorization: ['Bearer x', 'Basic Og==', ''],
  'if-none-match': ['*', 'W/"x"'],
  range: ['bytes=0-0', 'bytes=9-1'],
  upgrade: ['websocket', 'h2c'],
  expect: ['100-continue'],
  'access-control-request-method': ['POST'],
};

const header = fc.oneof(
  ...Object.entries(values).map(([name, list]) => fc.tuple(fc.constant(name), fc.constantFrom(...list))),
);

/** Mostly none, or one; now and then a few, the same one twice among them. */
export const headers: fc.Arbitrary<[string, string][]> = fc.oneof(
  { arbitrary: fc.constant<[string, string][]>([]), weight: 5 },
  { arbitrary: header.map((one) => [one]), weight: 4 },
  { arbitrary: fc.array(header, { minLength: 2, maxLength: 4 }), weight: 1 },
);
