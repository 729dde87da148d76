import { beforeEach, describe, expect, it } from 'vitest';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

describe('mails that somebody causes for others (ASVS 2.3.2, 2.4.1)', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let victim: Account;

  useTestApp(
    (started) => {
      app = started;
      mailbox = new Mailbox(app);
    },
    () => TestApp.start({ TRUSTED_PROXIES: '127.0.0.1' }),
  );
  beforeEach(async () => {
    advanceClock(24 * 3600);
    await app.dataSource.query('DELETE FROM rate_limits');
    victim = await app.verifiedAccount();
  });

  const from = (ip: string) => app.browser({ 'x-forwarded-for': ip });

  /** As if so many had been asked for under this limit, once one has. */
  async function useUp(limit: string, points: number): Promise<void> {
    const update = 'UPDATE rate_limits SET points = $1 WHERE key LIKE $2';
    expect(await app.dataSource.query(update, [points, `${limit}:%`])).toEqual([[], 1]);
  }

  it('are five of a kind for an address, also of many accounts at the same time', async () => {
    const browsers = await Promise.all(
      Array.from({ length: 6 }, async (_, index) =>
        (await app.account()).logIn({ browser: from(`203.0.113.${index}`) }),
      ),
    );
    const requests = browsers.flatMap((browser) =>
      [1, 2].map(() => browser.patch('/account/email', { email: victim.email })),
    );
    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    expect(statuses).toEqual(Array(12).fill(202));
    expect(await mailbox.to(victim.email, 'address-taken')).toHaveLength(5);
  });

  it('are limited for a network: links to confirm an address', async () => {
    const email = 'nobody-yet@example.com';
    const registrant = from('2001:db8:7:1::1');
    await expectStatus(201, registrant.post('/authentication/register', { email, password: PASSWORD }));
    await expectStatus(200, registrant.post('/authentication/log-in', { email, password: PASSWORD }));
    const ask = () => registrant.post('/account/email-verification');
    await expectStatus(202, ask());
    await useUp('email-verification', 199);
    await expectStatus(202, ask());
    expect(await ask()).toMatchObject({ status: 429, body: { errorCode: 'TOO_MANY_ATTEMPTS' } });
    expect(await mailbox.to(email)).toHaveLength(3);
  });

  it.each([
    ['email-change-address-site', 60],
    ['password-reset-site', 600],
    ['registration-site', 600],
  ])('are limited for an IPv6 site, however many networks it has: %s', async (limit, points) => {
    const ask = async (network: number) => {
      const browser = from(`2001:db8:8:${network}::1`);
      const email = `somebody-${network}@example.com`;
      if (limit === 'password-reset-site') {
        return browser.post('/account/password-reset', { email });
      }
      if (limit === 'registration-site') {
        return browser.post('/authentication/register', { email, password: PASSWORD });
      }
      await victim.logIn({ browser });
      return browser.patch('/account/email', { email });
    };
    expect((await ask(1)).status).toBeLessThan(300);
    await useUp(limit, points - 1);
    expect((await ask(2)).status).toBeLessThan(300);
    expect(await ask(3)).toMatchObject({ status: 429, body: { errorCode: 'TOO_MANY_ATTEMPTS' } });
  });
});
