import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, expectStatus } from '../support/account.js';
import type { Browser } from '../support/browser.js';
import { TestApp } from '../support/test-app.js';
import { advanceClock, freezeClock } from '../support/test-clock.js';

describe('refresh tokens', () => {
  let app: TestApp;
  let owner: Account;

  beforeAll(async () => {
    freezeClock();
    app = await TestApp.start();
  });
  afterAll(async () => {
    await app.stop();
    vi.useRealTimers();
  });
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
  });

  const refresh = (browser: Browser) => expectStatus(200, browser.post('/authentication/refresh'));
  const tokenOf = (browser: Browser) => browser.cookies.get('Refresh') ?? '';

  async function isAlive(browser: Browser): Promise<boolean> {
    return (await browser.post('/authentication/refresh')).status === 200;
  }

  it('are another one after each use', async () => {
    const browser = await owner.logIn();
    const tokens = [tokenOf(browser)];
    for (let use = 0; use < 3; use++) {
      advanceClock(60);
      const { body } = await refresh(browser);
      expect(body.email).toBe(owner.email);
      tokens.push(tokenOf(browser));
    }
    expect(new Set(tokens).size).toBe(4);
    expect((await browser.get('/authentication')).status).toBe(200);
  });

  it('used again within 10 seconds, get the same successor again', async () => {
    const browser = await owner.logIn();
    const [second, third] = [browser.copyOnly('Refresh'), browser.copyOnly('Refresh')];
    await refresh(browser);
    advanceClock(9);
    await refresh(second);
    expect(tokenOf(second)).toBe(tokenOf(browser));
    expect((await second.get('/authentication')).status).toBe(200);
    advanceClock(1);
    expect(await isAlive(third)).toBe(false);
  });

  it('of two uses ago get theirs, too, within the 10 seconds', async () => {
    const browser = await owner.logIn();
    const [first, firstAgain] = [browser.copyOnly('Refresh'), browser.copyOnly('Refresh')];
    await refresh(browser);
    const second = browser.copyOnly('Refresh');
    advanceClock(5);
    await refresh(browser);
    const third = tokenOf(browser);
    await refresh(first);
    expect(tokenOf(first)).toBe(tokenOf(second));
    await refresh(second);
    expect(tokenOf(second)).toBe(third);
    advanceClock(5);
    expect(await isAlive(firstAgain)).toBe(false);
  });

  it('used again later, end the session of thief and owner, and it is on record', async () => {
    const browser = await owner.logIn();
    const other = await owner.logIn();
    const stolen = browser.copyOnly('Refresh');
    await refresh(browser);
    advanceClock(10);
    const answer = await stolen.post('/authentication/refresh');
    expect(answer).toMatchObject({ status: 401, body: { errorCode: 'NOT_AUTHENTICATED' } });
    expect(stolen.cookies.size).toBe(0);
    expect((await browser.get('/authentication')).status).toBe(401);
    expect(await isAlive(browser)).toBe(false);
    expect((await app.securityEvents(owner)).filter((type) => type === 'authn_token_reuse')).toHaveLength(1);
    expect(await isAlive(other)).toBe(true);
  });

  it('that somebody made up for a session end it, and nothing else happens', async () => {
    const browser = await owner.logIn();
    const guess = browser.copyOnly('Refresh');
    const family = tokenOf(browser).slice(0, 22);
    for (const token of [
      'x',
      'x'.repeat(65),
      `y${family.slice(1)}${'x'.repeat(43)}`,
      'j:{"a":1}',
      '\u00e9',
    ]) {
      guess.cookies.set('Refresh', encodeURIComponent(token));
      const answer = await guess.post('/authentication/refresh');
      expect(answer).toMatchObject({ status: 401, body: { errorCode: 'NOT_AUTHENTICATED' } });
    }
    expect(await isAlive(browser)).toBe(true);
    guess.cookies.set('Refresh', family + 'x'.repeat(43));
    expect(await isAlive(guess)).toBe(false);
    expect(await isAlive(browser)).toBe(false);
  });

  it('sent 20 times at once get one successor, which works', async () => {
    const browser = await owner.logIn();
    const tabs = Array.from({ length: 20 }, () => browser.copyOnly('Refresh'));
    await Promise.all(tabs.map(refresh));
    const successors = new Set(tabs.map(tokenOf));
    expect(successors.size).toBe(1);
    expect(successors.has(tokenOf(browser))).toBe(false);
    advanceClock(60);
    await refresh(tabs[0] as Browser);
    expect((await tabs[0]?.get('/authentication'))?.status).toBe(200);
    expect(await app.securityEvents(owner)).not.toContain('authn_token_reuse');
  });

  it('give nothing to a session that has ended, or to an account that was disabled', async () => {
    const [ended, disabled] = [await owner.logIn(), await owner.logIn()];
    await ended.copy().post('/authentication/log-out');
    expect(await isAlive(ended)).toBe(false);
    await app.dataSource.query(
      `WITH disabled AS (UPDATE users SET disabled_at = now() WHERE email = $1 RETURNING id)
       SELECT pg_notify('user_changes', id::text) FROM disabled`,
      [owner.email],
    );
    expect(await isAlive(disabled)).toBe(false);
    expect((await disabled.get('/authentication')).status).toBe(401);
    const again = { email: owner.email, password: owner.password };
    const answer = await app.browser().post('/authentication/log-in', again);
    expect(answer).toMatchObject({ status: 401, body: { errorCode: 'WRONG_CREDENTIALS' } });
  });

  it('are not asked for by GET, nor taken from a body or a query', async () => {
    const browser = await owner.logIn();
    expect((await browser.get('/authentication/refresh')).status).toBe(404);
    const bare = app.browser();
    const token = tokenOf(browser);
    expect(
      (await bare.post(`/authentication/refresh?Refresh=${token}`, { refreshToken: token })).status,
    ).toBe(401);
    expect(
      (await bare.post('/authentication/refresh', undefined, { authorization: `Bearer ${token}` })).status,
    ).toBe(401);
  });
});
