import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Account, expectStatus, generateCode } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { rawRequest, rawText } from '../../support/raw-request.js';
import { TestApp } from '../../support/test-app.js';
import { freezeClock } from '../../support/test-clock.js';

const CANARY = 'canary7c1f';

describe('a request that is not as documented (ASVS 2.2.2, 4.1.1, 15.3.5)', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;
  let pending: Browser;

  beforeAll(async () => {
    freezeClock();
    app = await TestApp.start();
    owner = await app.account();
    browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    pending = await owner.logIn();
  });
  afterAll(async () => {
    await app.stop();
    vi.useRealTimers();
  });

  function expectError(answer: Answer, status: number, errorCode: string): void {
    const { body } = answer;
    expect(Object.keys(body)).toEqual(keysOfError(errorCode));
    expect(answer).toMatchObject({ status, body: { statusCode: status, errorCode } });
    expect(JSON.stringify(body)).not.toContain(CANARY);
    expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f]{8}-/);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  }

  /** Headers and all, for what `Browser` cannot send. */
  async function send(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(app.url + path, init);
    const { status, headers } = response;
    return { status, headers, body: await response.json(), cookies: headers.getSetCookie() };
  }

  const json = (body: string | Buffer) =>
    send('/authentication/log-in', { method: 'POST', body, headers: { 'content-type': 'application/json' } });

  const oddPasswords = [
    {},
    { a: CANARY },
    [],
    [CANARY],
    12,
    null,
    true,
    false,
    '',
    undefined,
    'x'.repeat(1025),
  ];

  describe('with an odd password is a 400:', () => {
    it.each(oddPasswords)('%j at log-in and at register', async (password) => {
      for (const path of ['/authentication/log-in', '/authentication/register']) {
        const answer = await browser.post(path, { email: owner.email, password });
        expectError(answer, 400, 'VALIDATION_FAILED');
        expect(answer.body.message).toBeInstanceOf(Array);
      }
    });

    it.each(oddPasswords.filter((password) => password !== undefined))(
      '%j at reauthenticate',
      async (password) => {
        expectError(
          await browser.post('/authentication/reauthenticate', { password }),
          400,
          'VALIDATION_FAILED',
        );
      },
    );
  });

  const oddEmails = [
    {},
    [],
    ['a@example.com'],
    12,
    null,
    '',
    CANARY,
    `${CANARY}@`,
    '\u0000@example.com',
    '\ud800@example.com',
    `a@${'\udc00'.repeat(1000)}.com`,
    undefined,
  ];
  it('is told each fault once', async () => {
    const { body } = await browser.post('/authentication/register', {
      email: 12,
      password: 'correct horse battery staple',
    });
    expect(body.message).toEqual(['email must be an e-mail address.', expect.stringContaining('254')]);
  });

  it.each(oddEmails)('with the e-mail address %j is a 400', async (email) => {
    for (const path of ['/authentication/log-in', '/authentication/register']) {
      expectError(await browser.post(path, { email, password: owner.password }), 400, 'VALIDATION_FAILED');
    }
  });

  it.each([
    [
      '/authentication/register',
      { email: 'n@example.com', password: 'correct horse battery', invitation: null },
    ],
    ['/2fa/turn-on', { twoFactorAuthenticationCode: '123456', name: null }],
    ['/2fa/turn-on', { twoFactorAuthenticationCode: '123456', keepOthers: null }],
    ['/passkeys', { response: {}, name: null }],
  ])('null is no value of what may be left out: %s %j', async (path, body) => {
    expectError(await browser.post(path, body), 400, 'VALIDATION_FAILED');
  });

  const oddCodes = [null, 123456, '12345', '1234567', 'abcdef', '12345a', '-12345', '+12345'];
  const oddBodies = [['123456'], { length: 6 }, '', ' ', '1e5', true, '12.3456'];

  describe('with an odd code is a 400:', () => {
    it.each([...oddCodes, ...oddBodies])('%j, on every route that takes a code', async (code) => {
      const body = { twoFactorAuthenticationCode: code };
      for (const path of ['/2fa/turn-on', '/2fa/turn-off', '/2fa/backup-codes', '/2fa/authenticate']) {
        expectError(await browser.post(path, body), 400, 'VALIDATION_FAILED');
      }
      const again = { ...body, password: owner.password };
      expectError(await browser.post('/authentication/reauthenticate', again), 400, 'VALIDATION_FAILED');
    });

    it.each([null, 12, {}, ['K7QX-2M9C-VT4H-8WZ3'], true, 'x'.repeat(65)])(
      'the backup code %j',
      async (backupCode) => {
        for (const path of ['/2fa/turn-off', '/2fa/authenticate']) {
          expectError(await browser.post(path, { backupCode }), 400, 'VALIDATION_FAILED');
        }
      },
    );

    it('none, or two at once', async () => {
      const both = { twoFactorAuthenticationCode: '123456', backupCode: 'K7QX-2M9C-VT4H-8WZ3' };
      for (const body of [{}, both, undefined]) {
        expectError(await pending.post('/2fa/authenticate', body), 400, 'VALIDATION_FAILED');
      }
    });

    const spellings: [string, (code: string) => string][] = [
      ['spaces', (code) => ` ${code.slice(0, 3)} ${code.slice(3)} `],
      ['a tab and a line break', (code) => `${code.slice(0, 3)}\t${code.slice(3)}\n`],
      ['what cannot be seen', (code) => `\u200e${code.slice(0, 3)}\u00a0\u200b${code.slice(3)}\u00ad`],
      [
        'another script',
        (code) => code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit))),
      ],
      [
        'full width',
        (code) => code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
      ],
    ];
    it.each(spellings)('but not %s in a right one', async (_, spell) => {
      const other = await app.account();
      const session = await other.logIn();
      const code = await generateCode(await other.scan(session));
      await expectStatus(200, session.post('/2fa/turn-on', { twoFactorAuthenticationCode: spell(code) }));
    });
  });

  it.each([
    ['/authentication/log-in', { email: 'a@example.com', password: 'x' }],
    ['/authentication/register', { email: 'a@example.com', password: 'correct horse battery staple' }],
    ['/2fa/authenticate', { twoFactorAuthenticationCode: '123456' }],
  ])(
    'with a property too many is a 400, and does nothing: %s (ASVS 1.5.2, 6.5.8, 8.2.3, 15.3.3)',
    async (path, body) => {
      for (const extra of ['isEmailVerified', 'id', CANARY, 'timestamp']) {
        expectError(await pending.post(path, { ...body, [extra]: true }), 400, 'VALIDATION_FAILED');
      }
    },
  );

  it.each([
    '[]',
    `["${CANARY}"]`,
    '12',
    'null',
    `"${CANARY}"`,
    `{"email":"${CANARY}"`,
    `{"__proto__":{"${CANARY}":1}}`,
    `{"constructor":{"prototype":{}}}`,
    `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`,
    '\ufeff',
    '\u0000',
  ])('whose body is %j is a 400', async (body) => {
    expectError(await json(body), 400, 'VALIDATION_FAILED');
  });

  it('in another character set, or no text at all, is a 4xx', async () => {
    const utf16 = Buffer.from(`{"email":"${CANARY}"}`, 'utf16le');
    expectError(await json(utf16), 400, 'VALIDATION_FAILED');
    expectError(await json(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 400, 'VALIDATION_FAILED');
  });

  it.each<Record<string, string>>([
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json; charset="latin1"' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  ])('that is said to be anything but plain UTF-8 is a 415: %j (ASVS 1.5.3)', async (headers) => {
    const answer = await fetch(`${app.url}/authentication/log-in`, { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({ errorCode: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  it('of more than 100 kB is a 413', async () => {
    expectError(await json(`{"email":"${CANARY.repeat(11_000)}"}`), 413, 'PAYLOAD_TOO_LARGE');
    expectError(await json(`{"email":"${'x'.repeat(90_000)}"}`), 400, 'VALIDATION_FAILED');
  });

  it.each([
    ['a form', new URLSearchParams({ email: 'a@example.com', password: CANARY })],
    ['an upload', multipart()],
    ['plain text', `{"email":"a@example.com","password":"${CANARY}"}`],
    ['bytes of no type', new Uint8Array([0x7b, 0x7d])],
  ])('with %s as its body is a 415 (ASVS 3.5.2)', async (_, body) => {
    expectError(
      await send('/authentication/log-in', { method: 'POST', body }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    );
  });

  it.each(['/authentication/log-out', '/authentication/refresh', '/2fa/generate'])(
    'with a body that %s does not want is read like any other (ASVS 3.5.2)',
    async (path) => {
      const request = (body: unknown, type: string) =>
        app.browser().request('POST', path, { body, headers: { 'content-type': type } });
      expectError(await request({}, 'text/plain'), 415, 'UNSUPPORTED_MEDIA_TYPE');
      expectError(await request([CANARY], 'application/json'), 400, 'VALIDATION_FAILED');
      expectError(await request({ a: 'x'.repeat(110_000) }, 'application/json'), 413, 'PAYLOAD_TOO_LARGE');
    },
  );

  it.each([
    '/nowhere',
    `/${CANARY}?${CANARY}`,
    '/authentication/',
    '/AUTHENTICATION',
    '/2fa/generate',
    '/sessions/x/y',
  ])('for %s is a 404', async (path) => {
    expectError(await send(path, { method: 'GET' }), 404, 'NOT_FOUND');
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    'of a method that is not there (%s) is a 404 (ASVS 3.5.3, 4.1.4)',
    async (method) => {
      expectError(await send('/authentication/log-in', { method }), 404, 'NOT_FOUND');
    },
  );

  it.each<[string, string, number]>([
    ['with 17 kB of headers', rawText('GET /health/live HTTP/1.1', [`Cookie: ${CANARY.repeat(1700)}`]), 431],
    ['whose path cannot be decoded', rawText(`GET /%E0%A4%A/${CANARY} HTTP/1.1`), 400],
    ['to trace it', rawText('TRACE /health/live HTTP/1.1', [`Cookie: ${CANARY}`]), 404],
    ['of a method that nobody knows', rawText(`${CANARY.toUpperCase()} / HTTP/1.1`), 400],
    ['of no host', 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['that expects what nobody can do', rawText('GET /health/live HTTP/1.1', [`Expect: ${CANARY}`]), 417],
    ['that is no HTTP', `${CANARY}\r\n\r\n`, 400],
    [
      'with two lengths',
      rawText('POST / HTTP/1.1', ['Content-Length: 5', 'Transfer-Encoding: chunked']),
      400,
    ],
    ['with a line break in a header', rawText(`GET / HTTP/1.1`, [`X: a\nInjected${CANARY}`]), 400],
  ])('%s has the same error body (ASVS 4.2.1, 4.2.2, 13.4.4, 16.5.1)', async (_, text, status) => {
    const answer = await rawRequest(app.url, text);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/^X-Request-Id: [\da-f-]{36}\r?$/im);
    expect(head).toMatch(new RegExp(`^Content-Length: ${Buffer.byteLength(body)}\r?$`, 'im'));
    const error = JSON.parse(body) as { errorCode: string };
    expect(Object.keys(error)).toEqual(keysOfError(error.errorCode));
    expect(answer.toLowerCase()).not.toContain(CANARY);
  });

  it('costs no try of a code, and harms nobody: the code still works', async () => {
    const twoFactorAuthenticationCode = await owner.code();
    await expectStatus(200, pending.post('/2fa/authenticate', { twoFactorAuthenticationCode }));
  });
});

function keysOfError(errorCode: string): string[] {
  const keys = ['statusCode', 'error', 'message', 'errorCode'];
  return errorCode === 'VALIDATION_FAILED' ? [...keys, 'violations'] : keys;
}

function multipart(): FormData {
  const form = new FormData();
  form.set('email', 'a@example.com');
  return form;
}
