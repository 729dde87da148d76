import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Account, expectStatus, generateCode, PASSWORD } from '../../support/account.js';
import { type Answer, Browser } from '../../support/browser.js';
import { assertion, register } from '../../support/passkeys.js';
import { RoundRobinProxy } from '../../support/round-robin-proxy.js';
import { ServerPair, serverPairTimeouts, whileTooBusy } from '../../support/server-pair.js';
import { SoftAuthenticator } from '../../support/soft-authenticator.js';

vi.setConfig(serverPairTimeouts);

/** The clock runs in these processes. */
const PRESENT = 0;
const NEXT = 1;

describe('two processes on one database, behind a load balancer (ASVS 15.4.2)', whileTooBusy, () => {
  let pair: ServerPair;
  let balancer: RoundRobinProxy;
  let owner: Account;
  let browser: Browser;

  beforeAll(async () => {
    pair = await ServerPair.start();
    balancer = await RoundRobinProxy.before(pair.servers.map(({ url }) => url));
  });
  afterAll(async () => {
    await balancer.close();
    await pair.stop();
  });
  beforeEach(async () => {
    await pair.client.query('DELETE FROM rate_limits');
    owner = await Account.register(newBrowser(), `${randomUUID()}@example.com`);
    browser = await owner.logIn();
  });

  /** Each of its requests goes to another process than the one before. */
  const newBrowser = () => new Browser(balancer.url);

  /** So many requests at once; none of them may be a 5xx. */
  async function race(times: number, send: (index: number) => Promise<Answer>) {
    const answers = await Promise.all(Array.from({ length: times }, (_, index) => send(index)));
    const failed = answers.find(({ status }) => status >= 500);
    if (failed) {
      throw new Error(`A racer got ${failed.status}: ${JSON.stringify(failed.body)}`);
    }
    return answers;
  }

  const withStatus = (answers: Answer[], status: number) =>
    answers.filter((answer) => answer.status === status);

  /** One after the other: of many at once some are told 503, since no account has the whole queue of hashes. */
  async function pendingLogIns(count: number): Promise<Browser[]> {
    const browsers: Browser[] = [];
    while (browsers.length < count) {
      browsers.push(await owner.logIn());
    }
    return browsers;
  }

  /** One request each for these pending log-ins, or for the last of them again. */
  const authenticate = (pending: Browser[], bodyOf: (index: number) => object, times = pending.length) =>
    race(times, (index) =>
      ((pending[index] ?? pending.at(-1)) as Browser).copy().post('/2fa/authenticate', bodyOf(index)),
    );

  async function failedAttempts(): Promise<number> {
    const { rows } = await pair.client.query(
      `SELECT failed_attempts FROM second_factor_budgets t JOIN users u ON u.id = t.user_id WHERE email = $1`,
      [owner.email],
    );
    return rows[0].failed_attempts as number;
  }

  it('make one account of one address that 20 people register', async () => {
    const body = { email: `${randomUUID()}@example.com`, password: PASSWORD };
    const answers = await race(20, () => newBrowser().post('/authentication/register', body));
    expect(withStatus(answers, 201)).toHaveLength(1);
    expect(withStatus(answers, 409)).toHaveLength(19);
  });

  it('turn two-factor authentication on once with one secret and one code, sent ten times', async () => {
    const secret = await owner.scan(browser);
    const body = { twoFactorAuthenticationCode: await generateCode(secret) };
    const answers = await race(10, () => browser.copy().post('/2fa/turn-on', body));
    const [winner, ...others] = withStatus(answers, 200);
    expect(others).toEqual([]);
    const { rows } = await pair.client.query(
      `SELECT count(*)::int AS codes FROM backup_codes b JOIN users u ON u.id = b.user_id WHERE email = $1`,
      [owner.email],
    );
    expect(rows[0].codes).toBe(10);
    const pending = await owner.logIn();
    await expectStatus(200, pending.post('/2fa/authenticate', { backupCode: winner?.body.backupCodes[0] }));
  });

  it('accept one code sent 50 times at once, once (ASVS 6.5.1)', async () => {
    await owner.turnTwoFactorOn(browser, PRESENT);
    const pending = await pendingLogIns(50);
    const body = { twoFactorAuthenticationCode: await owner.code(NEXT) };
    expect(withStatus(await authenticate(pending, () => body), 200)).toHaveLength(1);
    const again = await owner.logIn();
    expect((await again.post('/2fa/authenticate', body)).status).not.toBe(200);
  });

  it('accept one backup code sent ten times at once, once, and six different ones all (ASVS 6.5.1)', async () => {
    await owner.turnTwoFactorOn(browser, PRESENT);
    const different = await authenticate(await pendingLogIns(6), (index) => ({
      backupCode: owner.backupCodes[index],
    }));
    expect(withStatus(different, 200)).toHaveLength(6);
    // Last, since its losers stay charged.
    const same = await authenticate(await pendingLogIns(10), () => ({ backupCode: owner.backupCodes[9] }));
    expect(withStatus(same, 200)).toHaveLength(1);
  });

  it('give one refresh token sent 20 times at once one successor, which works', async () => {
    const tabs: Browser[] = [];
    await race(20, () => {
      const tab = browser.copyOnly('Refresh');
      tabs.push(tab);
      return expectStatus(200, tab.post('/authentication/refresh'));
    });
    expect(new Set(tabs.map(({ cookies }) => cookies.get('Refresh'))).size).toBe(1);
    await expectStatus(200, (tabs[0] as Browser).post('/authentication/refresh'));
  });

  it('let one assertion of a passkey in once, sent 50 times at once', async () => {
    await pair.client.query('UPDATE users SET email_verified_at = now() WHERE email = $1', [owner.email]);
    const passkey = new SoftAuthenticator('http://localhost:3000');
    await expectStatus(201, register(await owner.logIn(), passkey));
    const stranger = newBrowser();
    const response = await assertion(stranger, passkey);
    const answers = await race(50, () => stranger.copy().post('/authentication/passkey', { response }));
    expect(withStatus(answers, 200)).toHaveLength(1);
    expect(withStatus(answers, 401)).toHaveLength(49);
  });

  it('let one of two passkeys go, and not both, while nothing else is the second factor', async () => {
    await pair.client.query('UPDATE users SET email_verified_at = now() WHERE email = $1', [owner.email]);
    browser = await owner.logIn();
    const passkeys = [1, 2].map(() => new SoftAuthenticator('http://localhost:3000')) as [
      SoftAuthenticator,
      SoftAuthenticator,
    ];
    for (const passkey of passkeys) {
      await expectStatus(201, register(browser, passkey));
    }
    await expectStatus(200, browser.post('/2fa/turn-on', { passkey: await assertion(browser, passkeys[0]) }));
    const other = newBrowser();
    const logIn = { response: await assertion(other, passkeys[1]) };
    await expectStatus(200, other.post('/authentication/passkey', logIn));
    const { body } = await browser.get('/passkeys');
    const answers = await race(2, (index) =>
      (index === 0 ? browser : other).delete(`/passkeys/${body.passkeys[index].id}`),
    );
    expect(withStatus(answers, 204)).toHaveLength(1);
    const { rows } = await pair.client.query(
      'SELECT count(*)::int FROM passkeys p JOIN users u ON u.id = p.user_id WHERE email = $1',
      [owner.email],
    );
    expect(rows[0].count).toBe(1);
  });

  it('let one trusted device be used once of six times at once', async () => {
    await owner.turnTwoFactorOn(browser, PRESENT);
    const pending = await owner.logIn();
    const body = { twoFactorAuthenticationCode: await owner.code(NEXT), trustDevice: true };
    await expectStatus(200, pending.post('/2fa/authenticate', body));
    const logIn = { email: owner.email, password: owner.password };
    const answers = await race(6, () =>
      pending.copyOnly('TrustedDevice').post('/authentication/log-in', logIn),
    );
    expect(answers.filter(({ body: { isSecondFactorRequired } }) => !isSecondFactorRequired)).toHaveLength(1);
  });

  it('let a pending log-in try 5 codes, of 20 sent at once', async () => {
    await owner.turnTwoFactorOn(browser, PRESENT);
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    const answers = await authenticate([await owner.logIn()], () => wrong, 20);
    const evaluated = answers.filter(({ body }) => body.errorCode === 'WRONG_TWO_FACTOR_CODE');
    expect(evaluated).toHaveLength(5);
    expect(await failedAttempts()).toBe(5);
  });

  it('let 10 codes be tried in all, of 60 sent at once from 20 pending log-ins', async () => {
    await owner.turnTwoFactorOn(browser, PRESENT);
    const pending = await pendingLogIns(20);
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    const answers = await authenticate([...pending, ...pending, ...pending], () => wrong);
    expect(withStatus(answers, 401)).toHaveLength(10);
    expect(withStatus(answers, 429)).toHaveLength(50);
    expect(await failedAttempts()).toBe(10);
  });

  it('let 10 passwords be tried in all, of 40 sent at once', async () => {
    const wrong = { email: owner.email, password: 'wrong' };
    const answers = await race(40, () => newBrowser().post('/authentication/log-in', wrong));
    expect(withStatus(answers, 401)).toHaveLength(10);
    expect(withStatus(answers, 429)).toHaveLength(30);
  });

  describe('hear of each other in a moment:', () => {
    const server = (index: number) => pair.servers[index % 2 ? 1 : 0];

    // PostgreSQL passes the news on after the commit, so there are milliseconds in between.
    const isRefused = (there: Browser) =>
      vi.waitUntil(async () => (await there.get('/authentication')).status === 401, {
        timeout: 10_000,
        interval: 1,
      });

    it('a session that ended in one is refused by the other', async () => {
      for (let round = 0; round < 10; round++) {
        const session = await owner.logIn();
        const [here, there] = [server(round).route(session), server(round + 1).route(session)];
        expect((await there.get('/authentication')).status).toBe(200);
        await expectStatus(204, here.post('/authentication/log-out'));
        await isRefused(there);
      }
    });

    it('so is a session without the second factor that was turned on', async () => {
      const other = server(1).route(await owner.logIn());
      expect((await other.get('/authentication')).status).toBe(200);
      await owner.turnTwoFactorOn(server(0).route(browser), PRESENT);
      await isRefused(other);
    });
  });
});
