import { beforeEach, describe, expect, it } from 'vitest';
import { type Account, expectStatus } from '../../support/account.js';
import { PasswordResets } from '../../support/password-resets.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const invalid = { status: 401, body: { errorCode: 'INVALID_TOKEN' } };
const valid = { status: 204, body: '', cookies: [] };

describe('the check of a reset link', () => {
  let app: TestApp;
  let resets: PasswordResets;
  let owner: Account;

  useTestApp((started) => {
    app = started;
    resets = new PasswordResets(app);
  });
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
  });

  const getToken = () => resets.tokenFor(owner);

  it('uses nothing up, and tells nothing but that it works', async () => {
    const token = await getToken();
    for (let index = 0; index < 7; index++) {
      expect(await resets.check(token)).toMatchObject(valid);
    }
    await expectStatus(204, resets.confirm(token));
    expect(await resets.check(token)).toMatchObject(invalid);
  });

  it('is the same with two-factor authentication, until five codes were wrong', async () => {
    await owner.turnTwoFactorOn(await owner.logIn());
    const token = await getToken();
    const wrong = { twoFactorAuthenticationCode: await owner.wrongCode() };
    for (let index = 0; index < 5; index++) {
      expect(await resets.check(token)).toMatchObject(valid);
      await expectStatus(401, resets.confirm(token, wrong));
    }
    expect(await resets.check(token)).toMatchObject(invalid);
  });

  it('answers alike to what is used, too old, of another purpose, or made up', async () => {
    const old = await getToken();
    advanceClock(600);
    const other = await resets.mailbox.tokenFor(owner.email, 'verify-email');
    const answers = [old, other, 'x'.repeat(43), ''].map((token) => resets.check(token));
    for (const { status, body } of await Promise.all(answers)) {
      expect({ status, body }).toMatchObject(invalid);
      expect(body.message).toBe((await answers[0])?.body.message);
    }
  });

  it('answers as confirm does for an account that is disabled, or has another address by now', async () => {
    const tokens = [await getToken()];
    await app.dataSource.query('UPDATE users SET disabled_at = now() WHERE email = $1', [owner.email]);
    owner = await app.account();
    tokens.push(await getToken());
    await app.dataSource.query('UPDATE users SET email = $2 WHERE email = $1', [
      owner.email,
      `new-${owner.email}`,
    ]);
    for (const token of tokens) {
      expect(await resets.check(token)).toMatchObject(invalid);
      expect(await resets.confirm(token)).toMatchObject(invalid);
    }
  });

  it('is no more than 200 times an hour from one address, and costs no mail (ASVS 6.6.3)', async () => {
    const token = await getToken();
    // The limit counts by the clock of the database, across the tests before this one.
    let answer = await resets.check(token);
    for (let index = 0; index < 200 && answer.status === 204; index++) {
      answer = await resets.check(token);
    }
    expect(answer).toMatchObject({ status: 429, body: { errorCode: 'TOO_MANY_ATTEMPTS' } });
    await expectStatus(204, resets.confirm(token));
  });

  it('is of a link that names the address that it was mailed to, in the part that no server sees', async () => {
    await getToken();
    const [mail] = await resets.mailbox.to(owner.email, 'reset-password');
    const [link = ''] = /^http.*reset-password.*$/m.exec(mail?.text ?? '') ?? [];
    const { hash, search } = new URL(link);
    expect(search).toBe('');
    expect(new URLSearchParams(hash.slice(1)).get('email')).toBe(owner.email);
  });
});
