import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Account, expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { letDatabaseTimePass } from '../../support/database-time.js';
import { ServerPair, serverPairTimeouts, whileTooBusy } from '../../support/server-pair.js';

vi.setConfig(serverPairTimeouts);

/** For Node.js: a process whose clock is so many seconds fast. */
const fast = (seconds: number) => [
  '--import',
  `data:text/javascript,${encodeURIComponent(`
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + ${seconds * 1000}); }
      static now() { return Real.now() + ${seconds * 1000}; }
    };`)}`,
];

const bothWays = [
  [0, 1],
  [1, 0],
] as const;

describe('two processes whose clocks differ by a minute', whileTooBusy, () => {
  let pair: ServerPair;
  let owner: Account;

  beforeAll(async () => {
    pair = await ServerPair.start(fast(60));
    owner = await Account.register(pair.servers[0].browser(), `${randomUUID()}@example.com`);
  });
  afterAll(() => pair.stop());

  const isAlive = async (browser: Browser) => (await browser.post('/authentication/refresh')).status === 200;

  const databaseTimePasses = (seconds: number) => letDatabaseTimePass(pair.client, seconds);

  it.each(bothWays)(
    'a used refresh token gets its successor again for 10 seconds: of process %i from %i',
    async (here, there) => {
      const [first, second] = [pair.servers[here], pair.servers[there]];
      const browser = first.route(await owner.logIn());
      const [tab, thief] = [second.route(browser), second.route(browser)];
      await expectStatus(200, browser.post('/authentication/refresh'));
      await expectStatus(200, browser.get('/authentication'));
      await databaseTimePasses(8);
      await expectStatus(200, tab.post('/authentication/refresh'));
      expect(tab.cookies.get('Refresh')).toBe(browser.cookies.get('Refresh'));
      await databaseTimePasses(2);
      expect(await isAlive(thief)).toBe(false);
      expect(await isAlive(browser)).toBe(false);
    },
  );

  it.each(bothWays)(
    'a browser whose answer was lost tries again at the other process: of process %i at %i',
    async (here, there) => {
      const [first, second] = [pair.servers[here], pair.servers[there]];
      const browser = first.route(await owner.logIn());
      await expectStatus(200, browser.copy().post('/authentication/refresh'));
      await databaseTimePasses(12);
      const again = second.route(browser);
      await expectStatus(200, again.post('/authentication/refresh'));
      await expectStatus(200, again.get('/authentication'));
      expect(await isAlive(first.route(again))).toBe(true);
    },
  );
});
