import { beforeEach, describe, expect, it } from 'vitest';
import { decryptFailures } from '../../../src/crypto/crypto.metrics.js';
import { type Account, expectStatus, generateCode } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { Mailbox } from '../../support/mailbox.js';
import { assertion, ORIGIN, register } from '../../support/passkeys.js';
import { SoftAuthenticator } from '../../support/soft-authenticator.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

let app: TestApp;
let owner: Account;
let browser: Browser;

useTestApp((started) => (app = started));
beforeEach(async () => {
  await app.dataSource.query('DELETE FROM rate_limits');
  advanceClock(3600);
  owner = await app.verifiedAccount();
  browser = await owner.logIn();
  await owner.turnTwoFactorOn(browser);
});

/** Asks for one more app. */
async function request(by: Browser, name?: string): Promise<{ secret: string; answer: Answer }> {
  // They are listed in the order of their age.
  advanceClock(1);
  const secret = await owner.scan(by);
  const twoFactorAuthenticationCode = await generateCode(secret, -1);
  const answer = await by.post('/2fa/turn-on', { twoFactorAuthenticationCode, keepOthers: true, name });
  return { secret, answer };
}

async function add(name?: string): Promise<string> {
  const { secret, answer } = await request(browser, name);
  await expectStatus(200, Promise.resolve(answer));
  return secret;
}

const list = async () => (await expectStatus(200, browser.get('/2fa'))).body.authenticators;

async function logIn(secret: string, steps = 0): Promise<Answer> {
  const pending = await owner.logIn();
  return pending.post('/2fa/authenticate', {
    twoFactorAuthenticationCode: await generateCode(secret, steps),
  });
}

const lastFactor = { status: 409, body: { errorCode: 'LAST_SECOND_FACTOR' } };

describe('several authenticator apps', () => {
  it('all log in, and the backup codes stay as they are', async () => {
    const { secret, answer } = await request(browser, ' New phone ');
    expect(answer).toMatchObject({ status: 200, body: {} });
    expect(answer.body).toEqual({});
    expect(await list()).toMatchObject([{ name: 'Authenticator' }, { name: 'New phone' }]);
    await expectStatus(200, logIn(owner.secret));
    await expectStatus(200, logIn(secret));
    const pending = await owner.logIn();
    await expectStatus(200, pending.post('/2fa/authenticate', { backupCode: owner.backupCodes[0] }));
  });

  it('count in the status, with the passkeys', async () => {
    await expectStatus(201, register(browser, new SoftAuthenticator(ORIGIN)));
    const { body } = await expectStatus(200, browser.get('/2fa'));
    expect(body).toMatchObject({ passkeys: 1, authenticators: [{ name: 'Authenticator' }] });
    expect(Object.keys(body.authenticators[0])).toEqual(['id', 'name', 'createdAt', 'lastUsedAt']);
  });

  it('are added as credentials change: other sessions end, this one gets a new id, the owner hears of it', async () => {
    const [other, before] = [await owner.logIn(), browser.copy()];
    await add('Tablet');
    expect((await other.post('/authentication/refresh')).status).toBe(401);
    expect((await before.get('/authentication')).status).toBe(401);
    await expectStatus(200, browser.get('/authentication'));
    expect(await app.securityEvents(owner)).toContain('authenticator_added');
    const [mail] = await new Mailbox(app).to(owner.email, 'authenticator_added');
    expect(JSON.stringify(mail)).toContain('Tablet');
  });

  it('burn a step each for itself: a code works once, and that of another app in the same step still', async () => {
    const second = await add();
    await expectStatus(200, logIn(owner.secret));
    expect(await logIn(owner.secret)).toMatchObject({ status: 401 });
    expect(await logIn(owner.secret, -1)).toMatchObject({ status: 401 });
    await expectStatus(200, logIn(second));
    expect(await logIn(second)).toMatchObject({ status: 401 });
    expect(await app.securityEvents(owner)).toContain('authn_second_factor_replay');
  });

  it('are three at most, also of two that are added at once', async () => {
    await add();
    const second = await owner.logInWithCode();
    const answers = await Promise.all([request(browser), request(second)]);
    const statuses = answers.map(({ answer }) => answer.status);
    // The one that is late finds its session ended by the other.
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    browser = answers[0]?.answer.status === 200 ? browser : second;
    expect(await list()).toHaveLength(3);
    expect((await request(browser)).answer).toMatchObject({
      status: 409,
      body: { errorCode: 'TOO_MANY_AUTHENTICATORS' },
    });
    expect(await list()).toHaveLength(3);
  });

  it('are all replaced by one that does not say to keep them', async () => {
    const [first, second] = [owner.secret, await add()];
    advanceClock(60);
    await owner.turnTwoFactorOn(browser);
    expect(await list()).toHaveLength(1);
    expect(await logIn(first)).toMatchObject({ status: 401 });
    expect(await logIn(second)).toMatchObject({ status: 401 });
    await expectStatus(200, logIn(owner.secret));
  });

  it('are renamed, with names that can stand in a mail', async () => {
    const [{ id }] = await list();
    const { body } = await expectStatus(
      200,
      browser.patch(`/2fa/authenticators/${id}`, { name: 'Old phone' }),
    );
    expect(body).toMatchObject({ id, name: 'Old phone' });
    for (const name of ['', ' ', 'x'.repeat(65), 'a\nb', 7, null]) {
      expect(await browser.patch(`/2fa/authenticators/${id}`, { name })).toMatchObject({ status: 400 });
    }
    expect(await app.securityEvents(owner)).toContain('authenticator_renamed');
  });

  it('have names that come back as they were typed, and are escaped where a mail shows them (ASVS 1.1.2)', async () => {
    const name = `<b>&"'`;
    await app.verify(owner);
    await add(name);
    expect(await list()).toMatchObject([{ name: 'Authenticator' }, { name }]);
    const [mail] = await new Mailbox(app).to(owner.email, 'authenticator_added');
    const [text, html] = mail?.source.replaceAll('=\r\n', '').split('text/html') ?? [];
    expect(text).toContain(name);
    expect(html).toContain('&lt;b&gt;&amp;&quot;&#39;');
    expect(html).not.toContain('<b>&');
  });

  it("are nobody else's business (ASVS 8.2.2)", async () => {
    const [{ id }] = await list();
    const other = await (await app.account()).logIn();
    for (const path of [id, 'nonsense']) {
      expect(await other.patch(`/2fa/authenticators/${path}`, { name: 'mine' })).toMatchObject({
        status: 404,
      });
      expect(await other.delete(`/2fa/authenticators/${path}`)).toMatchObject({ status: 404 });
    }
  });

  it('are removed with all other sessions; the first can go as any other, and the last stays (ASVS 6.5.6)', async () => {
    const second = await add('New phone');
    const [first, last] = await list();
    const other = await owner.logIn();
    await expectStatus(204, browser.delete(`/2fa/authenticators/${first.id}`));
    expect((await other.post('/authentication/refresh')).status).toBe(401);
    expect(await logIn(owner.secret)).toMatchObject({ status: 401 });
    await expectStatus(200, logIn(second));
    expect(await browser.delete(`/2fa/authenticators/${last.id}`)).toMatchObject(lastFactor);
    expect(await new Mailbox(app).to(owner.email, 'authenticator_removed')).toHaveLength(1);
  });

  it('keep one of two that are removed at once', async () => {
    await add();
    const [first, last] = await list();
    const second = await owner.logInWithCode();
    const answers = await Promise.all([
      browser.delete(`/2fa/authenticators/${first.id}`),
      second.delete(`/2fa/authenticators/${last.id}`),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  it('can all go where a passkey is there, and one can come again', async () => {
    await expectStatus(201, register(browser, new SoftAuthenticator(ORIGIN)));
    const [{ id }] = await list();
    await expectStatus(204, browser.delete(`/2fa/authenticators/${id}`));
    expect(await list()).toEqual([]);
    const secret = await add();
    await expectStatus(200, logIn(secret));
  });

  it('weigh what was guessed before anew when their number changes, so that the sum stays below the bound', async () => {
    const failures = async () => {
      const [row] = await app.dataSource.query(
        `SELECT failed_attempts AS count FROM second_factor_budgets b JOIN users u ON u.id = b.user_id WHERE email = $1`,
        [owner.email],
      );
      return row.count as number;
    };
    const guess = async (times: number) => {
      const pending = await owner.logIn();
      for (let guesses = 0; guesses < times; guesses++) {
        await pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: await owner.wrongCode() });
      }
    };
    await guess(5);
    expect(await failures()).toBe(5);
    await add('Second');
    expect(await failures()).toBe(3);
    await add('Third');
    expect(await failures()).toBe(2);
    const [first] = await list();
    await expectStatus(204, browser.delete(`/2fa/authenticators/${first.id}`));
    expect(await failures()).toBe(3);
  });

  it('of which one cannot be read log in by the others, and the operator hears of it', async () => {
    const secret = await add('Second');
    await app.dataSource.query(
      `UPDATE totp_authenticators SET secret = secret || 'x' WHERE name = 'Authenticator'
       AND user_id = (SELECT id FROM users WHERE email = $1)`,
      [owner.email],
    );
    expect((await logIn(owner.secret)).status).toBe(401);
    const failures = async () => (await decryptFailures.get()).values[0]?.value ?? 0;
    const before = await failures();
    expect((await logIn(secret)).status).toBe(200);
    expect(await failures()).toBe(before + 1);
  });

  it('are no part of a passkey that turns two-factor authentication on', async () => {
    const passkey = new SoftAuthenticator(ORIGIN);
    await expectStatus(201, register(browser, passkey));
    const answer = await browser.post('/2fa/turn-on', {
      passkey: await assertion(browser, passkey),
      keepOthers: true,
    });
    expect(answer).toMatchObject({ status: 400, body: { errorCode: 'VALIDATION_FAILED' } });
  });

  it('are turned on with, where two-factor authentication is off, whatever is said of others', async () => {
    await expectStatus(204, browser.post('/2fa/turn-off', { backupCode: owner.backupCodes[0] }));
    const { answer } = await request(browser, 'First');
    expect(answer.body.backupCodes).toHaveLength(10);
    expect(await list()).toMatchObject([{ name: 'First' }]);
  });
});

describe('the budget of several apps', () => {
  it.each([
    [1, 100],
    [2, 50],
    [3, 33],
  ])('of %i is spent after %i wrong codes in a row', async (apps, attempts) => {
    // Three codes of each app are right at a time; what README promises of one app holds for all.
    expect(1 - (1 - 3e-6 * apps) ** attempts).toBeLessThan(0.0003);
    for (let count = 1; count < apps; count++) {
      await add();
    }
    const id = `(SELECT id FROM users WHERE email = '${owner.email}')`;
    const set = (failures: number) =>
      app.dataSource.query(
        `UPDATE second_factor_budgets SET failed_attempts = ${failures}, next_attempt_at = NULL WHERE user_id = ${id}`,
      );
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    await set(attempts - 2);
    expect(await (await owner.logIn()).post('/2fa/authenticate', wrong)).toMatchObject({ status: 401 });
    expect(await app.securityEvents(owner)).not.toContain('authn_second_factor_lock');
    await set(attempts - 1);
    expect(await (await owner.logIn()).post('/2fa/authenticate', wrong)).toMatchObject({ status: 401 });
    expect(await app.securityEvents(owner)).toContain('authn_second_factor_lock');
    expect(await logIn(owner.secret)).toMatchObject({
      status: 403,
      body: { errorCode: 'TWO_FACTOR_LOCKED' },
    });
  });
});
