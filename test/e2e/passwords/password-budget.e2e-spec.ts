import { randomUUID } from 'node:crypto';
import bcrypt from 'bcrypt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PasswordHasher } from '../../../src/crypto/password-hasher.js';
import { PasswordBudget } from '../../../src/passwords/password-budget.js';
import { type Account, expectStatus } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import { letDatabaseTimePass } from '../../support/database-time.js';
import { queriesDuring } from '../../support/query-log.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';

beforeAll(() => freezeClock());
afterAll(() => void vi.useRealTimers());

describe('the budget of the password (ASVS 2.3.2, 6.3.1)', () => {
  let app: TestApp;
  let owner: Account;

  beforeAll(async () => {
    app = await TestApp.start({ TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => app.stop());
  afterEach(() => void vi.restoreAllMocks());
  beforeEach(async () => {
    advanceClock(3600);
    owner = await app.account();
  });

  const from = (ip: string) => app.browser({ 'x-forwarded-for': ip });
  const logIn = (browser: Browser, password = owner.password, email = owner.email) =>
    browser.post('/authentication/log-in', { email, password });
  const guess = (browser: Browser, email?: string) => logIn(browser, 'wrong', email);

  async function exhaust(browser: Browser, email?: string): Promise<void> {
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await guess(browser, email)).status).toBe(401);
    }
  }

  function expectWait({ status, body, headers }: Answer, seconds: number): void {
    expect({ status, errorCode: body.errorCode as string }).toEqual({
      status: 429,
      errorCode: 'TOO_MANY_ATTEMPTS',
    });
    expect(Number(headers.get('retry-after'))).toBe(seconds);
  }

  it('is 10 wrong ones in 15 minutes for an account from one address, and then a right one has to wait, too', async () => {
    const thief = from('203.0.113.1');
    await exhaust(thief);
    const evaluate = vi.spyOn(app.app.get(PasswordHasher), 'check');
    expectWait(await guess(thief), 900);
    advanceClock(899);
    expectWait(await logIn(thief), 1);
    expect(evaluate).not.toHaveBeenCalled();
    evaluate.mockRestore();
    advanceClock(1);
    await expectStatus(200, logIn(thief));
    const events = await app.securityEvents(owner);
    expect(events.filter((type) => type === 'authn_login_fail')).toHaveLength(10);
    expect(events.filter((type) => type === 'authn_login_lock')).toHaveLength(1);
  });

  it('starts anew after a right one, so typing badly now and then does no harm', async () => {
    const browser = from('203.0.113.2');
    for (let day = 0; day < 3; day++) {
      for (let attempt = 0; attempt < 9; attempt++) {
        expect((await guess(browser.copyOnly('None'))).status).toBe(401);
      }
      await expectStatus(200, logIn(browser.copyOnly('None')));
    }
  });

  it('is not spent by a stranger elsewhere: the owner gets in (ASVS 6.1.1)', async () => {
    await exhaust(from('203.0.113.3'));
    await expectStatus(200, logIn(from('203.0.113.4')));
    await expectStatus(200, logIn(from('2001:db8::1')));
  });

  it('counts an address once, with whatever port a proxy names', async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      const address = ['203.0.113.40', `203.0.113.40:${50_000 + attempt}`, `"203.0.113.40:${attempt}"`][
        attempt % 3
      ];
      expect((await guess(from(address as string))).status).toBe(401);
    }
    expectWait(await guess(from('203.0.113.40:65535')), 900);
  });

  it('counts what is no address under that of the proxy, and keeps and shows none of it', async () => {
    const lie = 'ACTION REQUIRED call 0900 1234';
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await guess(from(`${lie} ${attempt}`))).status).toBe(401);
    }
    expectWait(await guess(from(`203.0.113.41, ${lie}`)), 900);
    const rows = await app.dataSource.query<{ ip: string }[]>(
      'SELECT DISTINCT ip FROM security_events e JOIN users u ON u.id = e.user_id WHERE u.email = $1',
      [owner.email],
    );
    expect(rows).toEqual([{ ip: '127.0.0.1' }]);
  });

  it('is 30 for one IPv6 site, over however many of its networks', async () => {
    const network = (number: number) => from(`2001:db8:77:${number.toString(16)}::1`);
    for (let number = 0; number < 30; number++) {
      expect((await guess(network(number))).status).toBe(401);
    }
    expectWait(await guess(network(30)), 900);
    await expectStatus(200, logIn(from('2001:db8:78::1')));
  });

  it('is given back to no disabled account: a right password would be told from a wrong one', async () => {
    await app.dataSource.query('UPDATE users SET disabled_at = now() WHERE email = $1', [owner.email]);
    const thief = from('203.0.113.50');
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await logIn(thief)).status).toBe(401);
    }
    expectWait(await logIn(thief), 900);
  });

  it('is the same for an address that has no account: it tells nothing (ASVS 6.3.8)', async () => {
    const thief = from('203.0.113.5');
    await exhaust(thief, 'nobody@example.com');
    const [unknown, known] = [await guess(thief, 'nobody@example.com'), await guess(thief)];
    expectWait(unknown, 900);
    expect(known.status).toBe(401);
    const names = (answer: Answer) =>
      [...answer.headers.keys()].filter((name) => name !== 'retry-after').toSorted();
    expect(names(unknown)).toEqual(names(known));
  });

  it.each([
    ['at once', () => {}],
    [
      'when its turn comes',
      () => vi.spyOn(app.app.get(PasswordBudget), 'refuseExhausted').mockResolvedValue(undefined),
    ],
  ])(
    'is looked at before the account is, also in a browser that another account knows: a refusal %s tells nothing',
    async (_, prepare) => {
      const accomplice = await app.account();
      const queries = async (email: string) => {
        const thief = from('203.0.113.60');
        await expectStatus(200, logIn(thief, accomplice.password, accomplice.email));
        await exhaust(thief, email);
        prepare();
        return queriesDuring(/users|known_browsers|rate_limits|security_events/, async () =>
          expectWait(await guess(thief, email), 900),
        );
      };
      const known = await queries(owner.email);
      expect(known.map(({ sql }) => sql).join()).toMatch(/known_browsers.*rate_limits/s);
      expect(known).toEqual(await queries('nobody@example.com'));
    },
  );

  it('has a purse of its own for a browser that the account was logged in from before', async () => {
    const browser = from('203.0.113.6');
    await expectStatus(200, logIn(browser));
    const stranger = from('203.0.113.6');
    await exhaust(stranger);
    expectWait(await logIn(stranger), 900);
    await expectStatus(200, logIn(browser));
    await exhaust(browser);
    expectWait(await logIn(browser), 900);
    await expectStatus(200, logIn(from('203.0.113.7')));
  });

  it('knows such a browser for its own account only', async () => {
    const thief = from('203.0.113.8');
    const accomplice = await app.account();
    await expectStatus(200, logIn(thief, accomplice.password, accomplice.email));
    await exhaust(from('203.0.113.8'));
    expectWait(await guess(thief), 900);
    await logIn(thief, accomplice.password, accomplice.email);
    expectWait(await guess(thief), 900);
  });

  it('is not spent in a browser that the owner uses by who logged in to another account there', async () => {
    const own = from('203.0.113.11');
    await expectStatus(200, logIn(own));
    const thief = from('203.0.113.12');
    const accomplice = await app.account();
    await expectStatus(200, logIn(thief, accomplice.password, accomplice.email));
    await exhaust(thief);
    for (let attempt = 0; attempt < 9; attempt++) {
      expect((await guess(own)).status).toBe(401);
    }
    await expectStatus(200, logIn(own));
  });

  it('is 100 wrong ones per address, whatever the accounts', async () => {
    const thief = from('203.0.113.9');
    const accomplice = await app.account();
    for (let attempt = 0; attempt < 100; attempt++) {
      expect((await guess(thief, `victim-${attempt}@example.com`)).status).toBe(401);
      if (attempt % 25 === 0) {
        // A right one gives back what it cost, and no more.
        await expectStatus(200, logIn(from('203.0.113.9'), accomplice.password, accomplice.email));
      }
    }
    expect((await logIn(thief)).status).toBe(429);
    expect((await guess(thief, 'another@example.com')).status).toBe(429);
    await expectStatus(200, logIn(from('203.0.113.10')));
  });

  it('counts IPv6 by its first 64 bits, and IPv4 in IPv6 as IPv4', async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await guess(from(`2001:db8:1:2::${attempt}`))).status).toBe(401);
    }
    expect((await logIn(from('2001:db8:1:2:ffff::1'))).status).toBe(429);
    await expectStatus(200, logIn(from('2001:db8:1:3::1')));
    await exhaust(from('198.51.100.1'));
    expect((await logIn(from('::ffff:198.51.100.1'))).status).toBe(429);
  });

  it('takes the address that the proxy saw, not the one that the client claims (ASVS 4.1.3, 15.3.4)', async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await guess(from(`192.0.2.${attempt}, 198.51.100.2`))).status).toBe(401);
    }
    expect((await logIn(from('192.0.2.99, 198.51.100.2'))).status).toBe(429);
  });

  it('is not used up by 40 right ones at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => logIn(from('203.0.113.11'))));
    // 503 is said to who would have had to wait too long, on a busy machine.
    expect(answers.filter(({ status }) => ![200, 503].includes(status))).toEqual([]);
    await expectStatus(200, logIn(from('203.0.113.11')));
  });

  it('is charged before the password is looked at: of 60 wrong ones at once 10 are', async () => {
    const compare = vi.spyOn(bcrypt, 'compare');
    const answers = await Promise.all(Array.from({ length: 60 }, () => guess(from('203.0.113.12'))));
    expect(compare.mock.calls.length).toBeLessThanOrEqual(10);
    compare.mockRestore();
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10);
    expect(answers.every(({ status }) => [401, 429, 503].includes(status))).toBe(true);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  });

  it('is one of its own for the proof of a session, and bounded there, too', async () => {
    const browser = from('203.0.113.13');
    await expectStatus(200, logIn(browser));
    await exhaust(from('203.0.113.13'));
    const prove = (password: string) => browser.post('/authentication/reauthenticate', { password });
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await prove('wrong')).status).toBe(401);
    }
    expectWait(await prove(owner.password), 900);
  });

  it('of a session outlives a lost answer', async () => {
    const browser = from('203.0.113.16');
    await expectStatus(200, logIn(browser));
    const prove = (password: string) => browser.post('/authentication/reauthenticate', { password });
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await prove('wrong')).status).toBe(401);
    }
    // An answer that was lost, or is said to have been.
    await expectStatus(200, browser.copy().post('/authentication/refresh'));
    await letDatabaseTimePass(app.dataSource, 60);
    await expectStatus(200, browser.post('/authentication/refresh'));
    expectWait(await prove('wrong'), 900);
  });

  it('costs a write for an address without an account, too: each wrong password is on record', async () => {
    const failures = async (guessed: string) => {
      const [{ id }] = await app.dataSource.query('SELECT max(id) AS id FROM security_events');
      await exhaust(from('203.0.113.77'), guessed);
      const rows = await app.dataSource.query<{ type: string; of_nobody: boolean }[]>(
        'SELECT type, user_id IS NULL AS of_nobody FROM security_events WHERE id > $1 ORDER BY id',
        [id],
      );
      expect(new Set(rows.map(({ of_nobody }) => of_nobody)).size).toBe(1);
      return { types: rows.map(({ type }) => type), isOfNobody: rows[0]?.of_nobody };
    };
    const types = [...Array(10).fill('authn_login_fail'), 'authn_login_lock'];
    expect(await failures(owner.email)).toEqual({ types, isOfNobody: false });
    expect(await failures(`${randomUUID()}@example.com`)).toEqual({ types, isOfNobody: true });
  });

  it('keeps no e-mail address and no network address in its table', async () => {
    const rows = await app.dataSource.query(`SELECT r::text AS row FROM rate_limits r`);
    expect(rows.length).toBeGreaterThan(0);
    const text = rows.map(({ row }: { row: string }) => row).join();
    expect(text).not.toMatch(/@|203\.0\.113|2001:?0?db8/);
  });

  it('lets an address register 200 accounts in an hour (ASVS 2.4.1)', async () => {
    await app.dataSource.query(`DELETE FROM rate_limits`);
    const register = (ip: string) =>
      from(ip).post('/authentication/register', { email: owner.email, password: owner.password });
    expect((await register('203.0.113.14')).status).toBe(409);
    await app.dataSource.query(`UPDATE rate_limits SET points = 200`);
    const refused = await register('203.0.113.14');
    expect(refused).toMatchObject({ status: 429, body: { errorCode: 'TOO_MANY_ATTEMPTS' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
    expect((await register('203.0.113.15')).status).toBe(409);
  });
});

it('without TRUSTED_PROXIES the claim of an address is not believed (ASVS 4.1.3)', async () => {
  const app = await TestApp.start();
  const owner = await app.account();
  const logIn = (ip: string, password: string) =>
    app.browser({ 'x-forwarded-for': ip }).post('/authentication/log-in', { email: owner.email, password });
  for (let attempt = 0; attempt < 10; attempt++) {
    expect((await logIn(`203.0.113.${attempt}`, 'wrong')).status).toBe(401);
  }
  expect((await logIn('203.0.113.99', owner.password)).status).toBe(429);
  const [event] = await app.dataSource.query(`SELECT ip FROM security_events ORDER BY id DESC LIMIT 1`);
  expect(event.ip).toBe('127.0.0.1');
  await app.stop();
});
