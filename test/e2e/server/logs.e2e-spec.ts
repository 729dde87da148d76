import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoggerService } from '@nestjs/common';
import { describe, expect, it, vi } from 'vitest';
import { LogInService } from '../../../src/authentication/log-in.service.js';
import { Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { rawRequest } from '../../support/raw-request.js';
import { ServerProcess } from '../../support/server-process.js';
import { TestApp } from '../../support/test-app.js';
import { createTestDatabase } from '../../support/test-database.js';
import { httpsEnvironment, testKeys } from '../../support/test-environment.js';

vi.setConfig({ testTimeout: 120_000 });

const CANARY = 'canary7c1f';
const FORGED = '{"level":"log","message":"authn_login_success"}';

/**
 * Everything that a log must not hold, gathered along a flow that uses all of it, well and badly.
 *
 * @returns what was secret in it.
 */
async function secretFlow(url: string, owner: Account, newBrowser: () => Browser): Promise<string[]> {
  const cookies = new Set<string>();
  const note = ({ cookies: jar }: Browser) => jar.forEach((value) => cookies.add(value));
  const browser = newBrowser();
  await owner.logIn({ browser });
  note(browser);
  await owner.turnTwoFactorOn(browser, 0);
  note(browser);
  const code = await owner.code(1);
  const pending = newBrowser();
  await owner.logIn({ browser: pending });
  note(pending);
  const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
  await pending.post('/2fa/authenticate', wrong);
  await expectStatus(
    200,
    pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: code, trustDevice: true }),
  );
  await pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: code });
  note(pending);
  await expectStatus(200, pending.post('/authentication/refresh'));
  note(pending);
  const password = `${CANARY} and a wrong password`;
  await browser.post('/authentication/reauthenticate', { password });
  await browser.post('/authentication/reauthenticate', {
    password: owner.password,
    backupCode: owner.backupCodes[0],
  });
  await browser.post('/authentication/log-in', { email: owner.email, password });
  await browser.post('/authentication/register', { email: owner.email, password: CANARY });
  await browser.post('/authentication/register', { email: owner.email, password: CANARY, [CANARY]: CANARY });
  const headers = {
    'content-type': 'application/json',
    cookie: `Authentication=${CANARY}; Refresh=${CANARY}`,
  };
  await fetch(`${url}/authentication/log-in?${CANARY}`, {
    method: 'POST',
    headers,
    body: `{"password":"${CANARY}`,
  });
  await fetch(`${url}/authentication/refresh?token=${CANARY}`, { method: 'POST', headers });
  await fetch(`${url}/${CANARY}?token=${CANARY}`, { headers });
  await fetch(`${url}/authentication/log-in`, { method: 'POST', body: `password=${CANARY}` });
  await rawRequest(url, `GET / HTTP/1.1\r\nHost: localhost\r\nX-Token: ${CANARY.repeat(2000)}\r\n\r\n`);
  await rawRequest(url, `${CANARY} nonsense\r\n\r\n`);
  await browser.post('/authentication/log-out');
  const tokens = [...cookies].flatMap((cookie) => [
    cookie,
    ...cookie.split('.').filter((part) => part.length > 20),
  ]);
  const backupCodes = owner.backupCodes.flatMap((backupCode) => [backupCode, backupCode.slice(5)]);
  return [
    CANARY,
    owner.password,
    owner.secret,
    code,
    wrong.twoFactorAuthenticationCode,
    ...backupCodes,
    ...tokens,
  ];
}

/** A code of six digits stands in many a number by chance, so it counts as a word only. */
function leaksOf(log: string, secrets: string[]): string[] {
  return secrets.filter((secret) =>
    /^\d{6}$/.test(secret)
      ? new RegExp(`\\b${secret}\\b`).test(log)
      : log.toLowerCase().includes(secret.toLowerCase()),
  );
}

describe('the log', () => {
  it('never holds a password, code, secret, cookie or token, whatever happens (ASVS 16.2.5, 16.3.4)', async () => {
    const lines: string[] = [];
    const write = (...values: unknown[]) =>
      void lines.push(
        values.map((value) => (value instanceof Error ? value.stack : JSON.stringify(value))).join(' '),
      );
    const logger: LoggerService = {
      log: write,
      error: write,
      warn: write,
      debug: write,
      verbose: write,
      fatal: write,
    };
    const app = await TestApp.start({}, logger);
    const owner = await app.account();
    const secrets = await secretFlow(app.url, owner, () => app.browser());
    const failing = vi
      .spyOn(app.app.get(LogInService), 'logIn')
      .mockRejectedValue(Object.assign(new Error('broken'), { query: 'SELECT $1', parameters: [CANARY] }));
    const answer = await app
      .browser()
      .post('/authentication/log-in', { email: owner.email, password: CANARY });
    failing.mockRestore();
    await app.stop();

    const log = lines.join('\n');
    for (const line of [
      'authn_login_success',
      'authn_second_factor_fail',
      'authn_login_fail',
      'input_validation_fail',
    ]) {
      expect(log).toContain(line);
    }
    expect(leaksOf(log, secrets)).toEqual([]);
    // What the owner of a 500 tells the operator finds its stack.
    expect(log).toContain(answer.headers.get('x-request-id'));
    expect(log).toMatch(/sys_unexpected_error.*Error: broken.*logs\.e2e-spec/);
  });

  it('of the built server in production is one JSON line per event, which no client can forge (ASVS 1.3.10, 16.2.1, 16.2.2, 16.2.4, 16.4.1)', async () => {
    const database = await createTestDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'twofold-logs-'));
    const server = await ServerProcess.start({
      NODE_ENV: 'production',
      ...httpsEnvironment,
      BCRYPT_COST: '10',
      DATABASE_URL: database.url,
      DATA_DIR: directory,
      LOG_LEVEL: 'verbose',
      ...testKeys,
    });
    const owner = await Account.register(server.browser(), `alice@${'x'.repeat(20)}.example.com`);
    const secrets = await secretFlow(server.url, owner, () => server.browser());
    const body = JSON.stringify({ email: owner.email, password: 'wrong' });
    const forge = (header: string) =>
      rawRequest(
        server.url,
        `POST /authentication/log-in HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${header}\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    expect(await forge(`User-Agent: Mozilla\u00e9\u0085 ${FORGED}`)).toMatch(/^HTTP\/1.1 401 /);
    await forge(`User-Agent: \u001b[31mred ${FORGED}`);
    await forge(`User-Agent: a\n${FORGED}`);
    await forge(`X-Request-Id: ${FORGED}`);
    await forge('User-Agent: %s%o%c');
    expect(await server.stop()).toBe(0);
    await database.drop();
    await rm(directory, { recursive: true, force: true });

    const events = server.output.map((line) => JSON.parse(line) as { level: string; message: unknown });
    expect(events.length).toBeGreaterThan(10);
    events.forEach((event) =>
      expect(event).toMatchObject({
        level: expect.any(String),
        message: expect.anything(),
        // Milliseconds since 1970.
        timestamp: expect.any(Number),
      }),
    );
    const wrong = events.filter(({ message }) => message === 'authn_login_fail');
    expect(wrong.length).toBeGreaterThan(3);
    wrong.forEach((event) => expect(JSON.stringify(event)).toMatch(/"userId":".*"ip":".*"userAgent":"/));
    expect(JSON.stringify(wrong.at(-1))).toContain('"userAgent":"%s%o%c"');
    const log = server.output.join('\n');
    expect(log).not.toContain('\u001b');
    expect(server.output).not.toContain(FORGED);
    expect(leaksOf(log, secrets)).toEqual([]);
    expect(log).not.toContain(owner.email);
    expect(log).toContain('authn_second_factor_success');
  });
});
