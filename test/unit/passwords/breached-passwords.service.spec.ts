import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ValidationFailedException } from '../../../src/errors/common.exceptions.js';
import { breachLookUpFailures } from '../../../src/passwords/breached-passwords.metrics.js';
import { BreachedPasswordsService } from '../../../src/passwords/breached-passwords.service.js';
import { PasswordPolicy } from '../../../src/passwords/password-policy.js';
import { testEnvironment } from '../../support/test-environment.js';

const PASSWORD = 'correct horse battery staple';
/** As `sha1sum` has it. */
const DIGEST = 'ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42';
const suffix = DIGEST.slice(5);
const other = '0018A45C4D1DEF81644B54AB7F969B88D65';

let answer: RequestListener;
let requests: { url?: string; padding?: string | string[] }[];
let server: Server;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push({ url: request.url, padding: request.headers['add-padding'] });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  vi.restoreAllMocks();
  breachLookUpFailures.reset();
  server.closeAllConnections();
  server.close();
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/range/`;
const service = () => new BreachedPasswordsService(testEnvironment({ BREACHED_PASSWORDS_URL: url() }));

async function failures(): Promise<number | undefined> {
  return (await breachLookUpFailures.get()).values[0]?.value;
}

it.each([
  [true, 'listed', `${other}:3\r\n${suffix}:42\r\n`],
  [true, 'listed in lower case', `${other}:3\n${suffix.toLowerCase()}:1`],
  [false, 'not listed', `${other}:3\r\n`],
  [false, 'padding', `${other}:3\r\n${suffix}:0\r\n`],
  [false, 'an empty range', ''],
])('%s: %s', async (expected, _, range) => {
  answer = (_request, response) => response.end(range);
  expect(await service().includes(PASSWORD)).toBe(expected);
  expect(requests).toEqual([{ url: `/range/${DIGEST.slice(0, 5)}`, padding: 'true' }]);
  expect(await failures()).toBe(0);
});

it.each<[string, RequestListener]>([
  ['with an error', (_request, response) => response.writeHead(503).end(`${suffix}:42`)],
  ['not at all', (request) => request.destroy()],
  [
    'with somebody else',
    (_request, response) => response.writeHead(302, { Location: 'https://example.com' }).end(),
  ],
])(
  'a list that answers %s keeps nobody from a password, and is counted (ASVS 6.2.12, 15.3.2, 16.5.2)',
  async (_, listener) => {
    answer = listener;
    expect(await service().includes(PASSWORD)).toBe(false);
    expect(await failures()).toBe(1);
  },
);

it.each<[string, RequestListener]>([
  ['nothing', () => undefined],
  ['the beginning only', (_request, response) => response.write(`${suffix}:42\r\n`)],
])('is given up after a second when it has sent %s', async (_, listener) => {
  const deadline = new AbortController();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
  answer = (request, response) => {
    listener(request, response);
    deadline.abort(new Error('deadline'));
  };
  expect(await service().includes(PASSWORD)).toBe(false);
  expect(timeout).toHaveBeenCalledWith(1000);
  expect(await failures()).toBe(1);
});

it('asks nobody unless the operator names a list (ASVS 13.2.4)', async () => {
  const fetch = vi.spyOn(globalThis, 'fetch');
  expect(await new BreachedPasswordsService(testEnvironment()).includes(PASSWORD)).toBe(false);
  expect(fetch).not.toHaveBeenCalled();
});

it('a listed password is refused, and one that is refused anyway is not looked up (ASVS 6.2.12)', async () => {
  answer = (_request, response) => response.end(`${suffix}:42`);
  const policy = new PasswordPolicy(testEnvironment(), service());
  await expect(policy.check(PASSWORD, 'alice@example.com')).rejects.toThrow(ValidationFailedException);
  await expect(policy.check('password12345678', 'alice@example.com')).rejects.toThrow();
  expect(requests).toHaveLength(1);
});
