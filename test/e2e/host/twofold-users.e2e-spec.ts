import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TwofoldDataSource } from '../../../src/database/twofold.data-source.js';
import { TwofoldUsers } from '../../../src/index.js';
import { expectStatus, PASSWORD } from '../../support/account.js';
import { freezeClock } from '../../support/test-clock.js';
import { TestHost } from '../../support/test-host.js';

describe('the accounts, for the application around them', () => {
  let host: TestHost;
  let users: TwofoldUsers;
  let created: (id: string) => unknown = () => {};
  let deleted: (id: string) => unknown = () => {};

  beforeAll(async () => {
    freezeClock();
    host = await TestHost.start('express', []);
    users = host.app.get(TwofoldUsers);
    await query('CREATE TABLE public.profiles (id uuid REFERENCES twofold.users)');
    users.onCreated(async (tx, { id }) => {
      await tx.manager.query('INSERT INTO public.profiles VALUES ($1)', [id]);
      await created(id);
    });
    users.onDeleted(async (tx, { id }) => {
      await tx.manager.query('DELETE FROM public.profiles WHERE id = $1', [id]);
      await deleted(id);
    });
  });
  beforeEach(() => {
    created = () => {};
    deleted = () => {};
  });
  afterAll(() => host.stop());

  function query(sql: string): Promise<{ id: string }[]> {
    return host.app.get(TwofoldDataSource).query(sql);
  }

  it('are found by id and by address in any spelling', async () => {
    const { email } = await host.account();
    const user = await users.findByEmail(` ${email.toUpperCase()} `);
    expect(user?.email).toBe(email);
    expect(await users.findById(user?.id ?? '')).toEqual(user);
    expect(user?.passwordHash).toBeUndefined();
    expect(await users.findById('nobody')).toBeNull();
    expect(await users.findById(crypto.randomUUID())).toBeNull();
  });

  it('are made with a password that the policy accepts, and can log in then', async () => {
    const user = await users.create({
      email: 'Import@example.com',
      password: PASSWORD,
      isEmailVerified: true,
    });
    expect(user.email).toBe('import@example.com');
    const { body } = await expectStatus(
      200,
      host.browser().post('/authentication/log-in', { email: user.email, password: PASSWORD }),
    );
    expect(body).toMatchObject({ id: user.id, isEmailVerified: true });
    await expect(users.create({ email: 'import@example.com', password: PASSWORD })).rejects.toMatchObject({
      errorCode: 'EMAIL_TAKEN',
    });
    await expect(users.create({ email: 'x@example.com', password: 'password' })).rejects.toMatchObject({
      errorCode: 'VALIDATION_FAILED',
    });
    for (const email of ['x', '"two\nlines"@example.com']) {
      await expect(users.create({ email, password: PASSWORD })).rejects.toMatchObject({
        errorCode: 'VALIDATION_FAILED',
      });
    }
  });

  it('come and go together with the rows of the application', async () => {
    const account = await host.account();
    const user = await users.findByEmail(account.email);
    expect(await query('SELECT id FROM public.profiles')).toContainEqual({ id: user?.id });
    const browser = await account.logIn();
    await expectStatus(204, browser.delete('/account', { password: account.password }));
    expect(await query('SELECT id FROM public.profiles')).not.toContainEqual({ id: user?.id });
  });

  it('do not come where the application cannot take them, nor go where it cannot let them', async () => {
    const refuse = () => Promise.reject(new Error('no'));
    created = refuse;
    const email = 'refused@example.com';
    await expectStatus(500, host.browser().post('/authentication/register', { email, password: PASSWORD }));
    expect(await users.findByEmail(email)).toBeNull();
    created = () => {};
    const account = await host.account();
    deleted = refuse;
    await expectStatus(500, (await account.logIn()).delete('/account', { password: account.password }));
    expect(await users.findByEmail(account.email)).not.toBeNull();
  });
});
