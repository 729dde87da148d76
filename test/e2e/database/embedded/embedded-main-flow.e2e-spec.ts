import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQr from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Account, expectStatus, generateCode } from '../../../support/account.js';
import type { Browser } from '../../../support/browser.js';
import { ServerProcess } from '../../../support/server-process.js';

// A first start makes a database; and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe('the built server with no settings at all', () => {
  let directory: string;
  let server: ServerProcess;
  let owner: Account;
  let browser: Browser;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'twofold-main-flow-'));
    server = await ServerProcess.start({ DATA_DIR: directory });
    owner = await Account.register(server.browser(), 'alice@example.com');
  });
  afterAll(async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('says where it is, and keeps its keys to itself', async () => {
    const output = server.output.join('\n');
    expect(output).toContain('Twofold is running.');
    expect(output).toContain('/docs');
    expect(output).toContain(directory);
    const secrets = await readdir(join(directory, 'secrets'));
    expect(secrets.toSorted()).toEqual(['ENCRYPTION_KEYS', 'JWT_ACCESS_TOKEN_SECRET', 'PASSWORD_PEPPERS']);
    const modes = await Promise.all(secrets.map((name) => stat(join(directory, 'secrets', name))));
    expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
  });

  it('turns two-factor authentication on by the QR code, and the guarded routes stay open', async () => {
    browser = await owner.logIn();
    const { body } = await expectStatus(201, browser.post('/2fa/generate'));
    const { data, width, height } = PNG.sync.read(body);
    const url = new URL(jsQr.default(new Uint8ClampedArray(data), width, height)?.data ?? '');
    owner.secret = url.searchParams.get('secret') ?? '';
    const code = { twoFactorAuthenticationCode: await generateCode(owner.secret) };
    owner.backupCodes = (await expectStatus(200, browser.post('/2fa/turn-on', code))).body.backupCodes;
    expect((await browser.get('/authentication')).body).toMatchObject({
      isTwoFactorAuthenticationEnabled: true,
    });
  });

  it('logs out, and in again in two steps', async () => {
    await expectStatus(204, browser.post('/authentication/log-out'));
    expect((await browser.get('/authentication')).status).toBe(401);
    await owner.logIn({ browser });
    expect((await browser.get('/authentication')).body).toMatchObject({
      errorCode: 'SECOND_FACTOR_REQUIRED',
    });
    const code = { twoFactorAuthenticationCode: await generateCode(owner.secret, 1) };
    await expectStatus(200, browser.post('/2fa/authenticate', code));
    const { body } = await expectStatus(200, browser.get('/authentication'));
    expect(body).toMatchObject({ email: 'alice@example.com', isTwoFactorAuthenticationEnabled: true });
    await expectStatus(200, browser.post('/authentication/refresh'));
  });

  it('goes on where it was after SIGTERM and a new start', async () => {
    expect(await server.stop()).toBe(0);
    server = await ServerProcess.start({ DATA_DIR: directory });
    const here = server.route(browser);
    // The new process has another port, and so another PUBLIC_URL in its tokens.
    await expectStatus(200, here.post('/authentication/refresh'));
    await expectStatus(200, here.get('/authentication'));
    const pending = server.browser();
    const body = { email: owner.email, password: owner.password };
    await expectStatus(200, pending.post('/authentication/log-in', body));
    await expectStatus(200, pending.post('/2fa/authenticate', { backupCode: owner.backupCodes[0] }));
  });

  it('refuses a second process on the same folder, in one line', async () => {
    const second = ServerProcess.start({ DATA_DIR: directory });
    await expect(second).rejects.toThrow(/The server ended with 1:\n[^\n]*in use[^\n]*$/);
  });
});
