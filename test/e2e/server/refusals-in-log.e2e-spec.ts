import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { LINES_PER_WINDOW } from '../../../src/http/log-budget.js';
import { expectStatus } from '../../support/account.js';
import { forwardAuthVariables, Visitor } from '../../support/protected-host.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

interface Line {
  event: unknown;
  fields: Record<string, unknown>;
}

describe('the log of what is refused', () => {
  let app: TestApp;
  let lines: Line[] = [];

  useTestApp(
    (started) => (app = started),
    () => {
      const note = (event: unknown, fields: unknown) =>
        void lines.push({ event, fields: fields as Record<string, unknown> });
      const logger = { log: note, warn: note, error: note, debug() {}, verbose() {}, fatal: note };
      return TestApp.start(forwardAuthVariables(), logger);
    },
  );
  beforeEach(() => {
    advanceClock(24 * 3600);
    lines = [];
  });

  const linesOf = (event: string) => lines.filter((line) => line.event === event).map(({ fields }) => fields);

  it('has who reached for what is not theirs: authz_fail (ASVS 16.3.2)', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    const { id: userId } = (await browser.get('/authentication')).body;
    await expectStatus(404, browser.delete(`/sessions/${randomUUID()}`));
    const post = { body: {}, headers: { 'x-user-id': randomUUID() } };
    await expectStatus(409, browser.request('POST', '/authentication/log-out', post));
    const visitor = new Visitor(app, undefined, browser);
    const { headers } = await visitor.start('/staff/list');
    await expectStatus(403, visitor.authorize(headers.get('location')));
    expect(linesOf('authz_fail')).toMatchObject([
      { route: '/sessions/:id', method: 'DELETE', errorCode: 'NOT_FOUND', userId, ip: expect.any(String) },
      { errorCode: 'OTHER_USER', requestId: expect.any(String) },
      { errorCode: 'GROUP_REQUIRED', route: '/forward-auth/authorize' },
    ]);
  });

  it('has no line for a stranger at an address where nothing is', async () => {
    await expectStatus(404, app.browser().get('/nowhere'));
    await expectStatus(401, app.browser().get('/authentication'));
    expect(lines).toEqual([]);
  });

  it('has steps that were left out, odd input, floods and foreign pages (ASVS 16.3.3)', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    await expectStatus(409, browser.post('/2fa/turn-on', { twoFactorAuthenticationCode: '123456' }));
    await owner.turnTwoFactorOn(browser);
    const pending = await owner.logIn();
    const { body } = await expectStatus(401, pending.get('/sessions'));
    expect(body).toMatchObject({ errorCode: 'SECOND_FACTOR_REQUIRED' });
    advanceClock(301);
    await expectStatus(200, browser.post('/authentication/refresh'));
    await expectStatus(401, browser.delete('/sessions'));
    expect(linesOf('sequence_fail').map(({ errorCode }) => errorCode)).toEqual([
      'NO_PENDING_TWO_FACTOR_SECRET',
      'SECOND_FACTOR_REQUIRED',
      'REAUTHENTICATION_REQUIRED',
    ]);

    await browser.post('/authentication/log-in', { email: owner.email, password: 'x', isAdmin: true });
    await browser.post('/authentication/log-out', {}, { origin: 'https://evil.example' });
    const wrong = { email: owner.email, password: 'wrong' };
    for (let attempt = 0; attempt < 11; attempt++) {
      await app.browser().post('/authentication/log-in', wrong);
    }
    expect(linesOf('input_validation_fail')).toHaveLength(1);
    expect(linesOf('malicious_csrf')).toHaveLength(1);
    expect(linesOf('excess_rate_limit_exceeded')).toHaveLength(1);
  });

  it('is not filled by a flood: 100 lines of a kind in a minute', async () => {
    for (let index = 0; index < LINES_PER_WINDOW + 20; index++) {
      await app.browser().post('/authentication/log-in', {});
    }
    expect(linesOf('input_validation_fail')).toHaveLength(LINES_PER_WINDOW);
    advanceClock(60);
    await app.browser().post('/authentication/log-in', {});
    expect(linesOf('input_validation_fail').at(-1)).toMatchObject({ suppressed: 20 });
  });

  it('has each outcome of a proof, by factor (ASVS 16.3.1)', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    lines = [];
    await app.browser().post('/authentication/log-in', { email: owner.email, password: 'wrong' });
    await app.browser().post('/authentication/log-in', { email: 'nobody@example.com', password: 'wrong' });
    const pending = await owner.logIn();
    const code = await owner.code();
    await pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: await owner.wrongCode() });
    await expectStatus(200, pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: code }));
    const second = await owner.logIn();
    await second.post('/2fa/authenticate', { twoFactorAuthenticationCode: code });
    await expectStatus(200, second.post('/2fa/authenticate', { backupCode: owner.backupCodes[0] }));
    const stolen = second.copyOnly('Refresh');
    await expectStatus(200, second.post('/authentication/refresh'));
    await stolen.request('POST', '/authentication/refresh', { headers: { 'user-agent': 'another' } });
    await expectStatus(204, pending.post('/authentication/log-out'));
    const events = lines.map(({ event }) => event);
    for (const event of [
      'authn_login_fail',
      'authn_first_factor_success',
      'authn_second_factor_fail',
      'authn_second_factor_success',
      'authn_login_success',
      'authn_second_factor_replay',
      'backup_code_used',
      'authn_token_reuse',
      'authn_logout',
    ]) {
      expect(events).toContain(event);
    }
    expect(events.filter((event) => event === 'authn_login_fail')).toHaveLength(2);
    expect(linesOf('authn_second_factor_fail')).toMatchObject([
      { userId: expect.any(String), ip: expect.any(String) },
    ]);
  });
});
