import bcrypt from 'bcrypt';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, expectStatus } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import type { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

describe('backup codes', () => {
  let app: TestApp;
  let owner: Account;
  let browser: Browser;

  useTestApp((started) => (app = started));
  beforeEach(async () => {
    advanceClock(24 * 3600);
    owner = await app.account();
    browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
  });

  const use = async (backupCode: string, pending?: Browser) =>
    (pending ?? (await owner.logIn())).post('/2fa/authenticate', { backupCode });
  const codeAt = (index: number) => owner.backupCodes[index] as string;
  const remaining = async () => (await browser.get('/2fa')).body.remainingBackupCodes as number;
  const rows = () =>
    app.dataSource.query<{ lookup_id: string; hash: string; used_at: Date | null }[]>(
      `SELECT b.* FROM backup_codes b JOIN users u ON u.id = b.user_id WHERE email = $1 ORDER BY lookup_id`,
      [owner.email],
    );

  it('are ten different ones of the documented form, of which the table keeps a look-up id and a bcrypt hash (ASVS 6.5.2)', async () => {
    expect(new Set(owner.backupCodes).size).toBe(10);
    owner.backupCodes.forEach((code) =>
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/),
    );
    const stored = await rows();
    expect(stored.map((row) => row.lookup_id)).toEqual(
      owner.backupCodes.map((code) => code.slice(0, 4)).toSorted(),
    );
    stored.forEach(({ hash }) => expect(hash).toMatch(/^v2\.k1\.\$2b\$04\$/));
  });

  it('work once each, and the answer says how many are left', async () => {
    const pending = await owner.logIn();
    const { body } = await expectStatus(200, use(codeAt(0), pending));
    expect(body).toMatchObject({ email: owner.email, remainingBackupCodes: 9 });
    expect((await pending.get('/2fa')).body.remainingBackupCodes).toBe(9);
    expect(await use(codeAt(0))).toMatchObject({ status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } });
    expect((await use(codeAt(1))).body.remainingBackupCodes).toBe(8);
    const withTotp = await owner.logIn();
    const answer = await withTotp.post('/2fa/authenticate', {
      twoFactorAuthenticationCode: await owner.code(),
    });
    expect(answer.body).not.toHaveProperty('remainingBackupCodes');
    expect((await app.securityEvents(owner)).filter((type) => type === 'backup_code_used')).toHaveLength(2);
  });

  it('may be typed as people type', async () => {
    const spelt = [
      codeAt(0).toLowerCase(),
      codeAt(1).replaceAll('-', ''),
      ` ${codeAt(2).replaceAll('-', ' ')} `,
      codeAt(3).replaceAll('0', 'O').replaceAll('1', 'l'),
    ];
    for (const code of spelt) {
      await expectStatus(200, use(code));
    }
  });

  it('that are wrong, nonsense or of a wrong look-up id are all a counted 401 of one hash', async () => {
    const compare = vi.spyOn(bcrypt, 'compare');
    const wrongEnd = codeAt(0).slice(0, -1) + (codeAt(0).endsWith('Z') ? 'Y' : 'Z');
    const pending = await owner.logIn();
    compare.mockClear();
    const answers: Answer[] = [];
    for (const code of [wrongEnd, '0000-0000-0000-0000', 'nonsense', '']) {
      answers.push(await use(code, pending));
    }
    answers.forEach((answer) => expect(answer).toMatchObject({ status: 401, body: answers[0]?.body }));
    expect(compare).toHaveBeenCalledTimes(4);
    compare.mockRestore();
    const [row] = await app.dataSource.query(
      `SELECT failed_unlock_attempts FROM second_factor_budgets t JOIN users u ON u.id = t.user_id WHERE email = $1`,
      [owner.email],
    );
    expect(row.failed_unlock_attempts).toBe(4);
  });

  it("that are somebody else's are wrong, and stay theirs", async () => {
    const thief = await app.account();
    const theirs = await thief.logIn();
    await thief.turnTwoFactorOn(theirs);
    const [stolen] = thief.backupCodes as [string];
    expect(await use(stolen)).toMatchObject({ status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } });
    await expectStatus(200, use(stolen, await thief.logIn()));
  });

  it('that are used up are wrong ones, on record', async () => {
    await expectStatus(200, use(codeAt(0)));
    expect((await use(codeAt(0))).status).toBe(401);
    expect((await app.securityEvents(owner)).at(-1)).toBe('authn_second_factor_fail');
  });

  it('are asked for at a log-in while there are any left', async () => {
    const body = { email: owner.email, password: owner.password };
    const methods = async () => (await app.browser().post('/authentication/log-in', body)).body.methods;
    expect(await methods()).toEqual(['totp', 'backup-code']);
    await app.dataSource.query('UPDATE backup_codes SET used_at = now()');
    expect(await methods()).toEqual(['totp']);
  });

  it('that are six different ones at once all work', async () => {
    const pending = await Promise.all(owner.backupCodes.slice(0, 6).map(() => owner.logIn()));
    const answers = await Promise.all(pending.map((one, index) => use(codeAt(index), one)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await pending[0]?.get('/2fa')).toMatchObject({ body: { remainingBackupCodes: 4 } });
  });

  it('that are one, ten times at once, work once', async () => {
    const pending = await Promise.all(Array.from({ length: 10 }, () => owner.logIn()));
    const answers = await Promise.all(pending.map((one) => use(codeAt(0), one)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401 || status === 429)).toHaveLength(9);
  });

  it('are not saved until their owner says so, and new ones not either', async () => {
    const areSaved = async () => (await browser.get('/2fa')).body.areBackupCodesSaved as boolean;
    const stranger = await app.account();
    const theirs = await stranger.logIn();
    await stranger.turnTwoFactorOn(theirs);
    expect(await areSaved()).toBe(false);
    await expectStatus(204, theirs.post('/2fa/backup-codes/saved'));
    expect(await areSaved()).toBe(false);
    await expectStatus(204, browser.post('/2fa/backup-codes/saved'));
    await expectStatus(204, browser.post('/2fa/backup-codes/saved'));
    expect(await areSaved()).toBe(true);
    await expectStatus(201, browser.post('/2fa/backup-codes', {}));
    expect(await areSaved()).toBe(false);
  });

  it('are made anew with a code of the app, not with a backup code; the old ones are dead', async () => {
    const old = owner.backupCodes;
    const refused = await browser.post('/2fa/backup-codes', { backupCode: old[0] });
    expect(refused).toMatchObject({ status: 400, body: { errorCode: 'VALIDATION_FAILED' } });
    const wrong = await browser.post('/2fa/backup-codes', {
      twoFactorAuthenticationCode: await owner.wrongCode(),
    });
    expect(wrong).toMatchObject({ status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } });
    await use(codeAt(0));
    const body = { twoFactorAuthenticationCode: await owner.code() };
    const answer = await expectStatus(201, browser.post('/2fa/backup-codes', body));
    expect(Object.keys(answer.body)).toEqual(['backupCodes']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    owner.backupCodes = answer.body.backupCodes;
    expect(owner.backupCodes.filter((code) => old.includes(code))).toEqual([]);
    expect(await remaining()).toBe(10);
    const pending = await owner.logIn();
    for (const code of old.slice(1, 4)) {
      expect((await use(code, pending)).status).toBe(401);
    }
    await expectStatus(200, use(codeAt(0), pending));
    expect(await rows()).toHaveLength(10);
  });

  it('are made anew once with one code of the app, which is used up by that', async () => {
    const body = { twoFactorAuthenticationCode: await owner.code() };
    const wrong = { status: 401, body: { errorCode: 'WRONG_TWO_FACTOR_CODE' } };
    await expectStatus(201, browser.post('/2fa/backup-codes', body));
    expect(await browser.post('/2fa/backup-codes', body)).toMatchObject(wrong);
    expect(await (await owner.logIn()).post('/2fa/authenticate', body)).toMatchObject(wrong);
  });

  it('are a text file to whoever prefers one', async () => {
    const body = { twoFactorAuthenticationCode: await owner.code() };
    const answer = await expectStatus(201, browser.post('/2fa/backup-codes', body, { accept: 'text/plain' }));
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="backup-codes.txt"');
    const codes = (answer.body as string).trim().split('\n');
    expect(codes).toHaveLength(10);
    await expectStatus(200, use(codes[9] as string));
  });

  it('are shown by no other route (ASVS 14.2.6)', async () => {
    const shown = [
      await browser.get('/2fa'),
      await browser.get('/authentication'),
      await browser.get('/sessions'),
    ];
    const text = JSON.stringify(shown.map(({ body }) => body as unknown));
    owner.backupCodes.forEach((code) => expect(text).not.toContain(code));
    expect(text).not.toContain('$2b$');
    expect(text).not.toContain(owner.secret);
  });
});
