/** What becomes of a body's JSON on its way: ways to be no JSON, or too much of it. */
const encoders = {
  json: (json: string) => json,
  truncated: (json: string) => json.slice(0, -1),
  'twice over': (json: string) => json + json,
  'in an array': (json: string) => `[${json}]`,
  'as a text in JSON': (json: string) => JSON.stringify(json),
  'with a byte order mark': (json: string) => `\ufeff${json}`,
  'with a NUL': (json: string) => `${json}\u0000`,
  'with a comment': (json: string) => `/* */${json}`,
  'with a property twice': (json: string) => json.replace('{', '{"email":1,"email":2,'),
  'with a prototype': (json: string) => json.replace('{', '{"__proto__":{"isAdmin":true},'),
  'with a constructor': (json: string) => json.replace('{', '{"constructor":{"prototype":{}},'),
  'with a number out of range': (json: string) => json.replace('{', '{"a":1e999,'),
  'in UTF-16': (json: string) => Buffer.from(json, 'utf16le'),
  'with a byte that is no UTF-8': (json: string) => Buffer.concat([Buffer.from(json), Buffer.from([0xff])]),
  'nested 1,000 deep': (json: string) => '{"a":'.repeat(1000) + json + '}'.repeat(1000),
  '45,000 arrays': () => `{"email":${'['.repeat(45_000)}${']'.repeat(45_000)}}`,
  '10,000 properties': () =>
    JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [index, 0]))),
  'over 100 kB': (json: string) => json + ' '.repeat(110_000),
  empty: () => '',
  null: () => 'null',
  'as a form': () => 'email=a%40example.com&password=x',
} satisfies Record<string, (json: string) => string | Buffer>;

export type BodyEncoding = keyof typeof encoders;

export const bodyEncodings = Object.keys(encoders) as BodyEncoding[];

export function encodeBody(value: unknown, encoding: BodyEncoding): Buffer {
  return Buffer.from(encoders[encoding](JSON.stringify(value) ?? ''));
}
