import pg, { type Pool, type PoolClient } from 'pg';
import { vi } from 'vitest';
import type { Operation } from '../fuzz/openapi-operations.js';
import { type Account, expectStatus } from './account.js';
import type { Answer, Browser } from './browser.js';
import { Mailbox } from './mailbox.js';
import { assertion, register } from './passkeys.js';
import { SoftAuthenticator } from './soft-authenticator.js';
import type { TestApp } from './test-app.js';
import { AUDIENCE } from './test-environment.js';

export type Correctness = 'right' | 'wrong';

const ownJobs = '^(UPDATE mails SET attempts|DELETE FROM password_reset_requests|SHOW|LISTEN)';

/** Limits are for databases that are slow; here it is the test that holds them up. */
export async function withoutTimeouts({ dataSource }: TestApp): Promise<void> {
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  (pool as unknown as { options: pg.ClientConfig }).options.query_timeout = 0;
  pool.on('connect', (client) => void client.query('SET lock_timeout = 0; SET statement_timeout = 0'));
  const open: PoolClient[] = [];
  while (pool.idleCount > 0) {
    open.push(await pool.connect());
  }
  open.forEach((client) => client.release(true));
}

/** A busy machine is late. Milliseconds. */
const patience = { timeout: 60_000, interval: 2 };

const ORIGIN = 'http://localhost:3000';

/** Somebody with two-factor authentication on, a second log-in and a trusted device, who is about to do something. */
export class Actor {
  private constructor(
    private readonly app: TestApp,
    readonly account: Account,
    readonly browser: Browser,
    private readonly passkey: SoftAuthenticator,
  ) {}

  static async create(app: TestApp): Promise<Actor> {
    // They are many, from one address.
    await app.dataSource.query('DELETE FROM rate_limits');
    const account = await app.verifiedAccount();
    const other = await account.logIn();
    const passkey = new SoftAuthenticator(ORIGIN);
    await expectStatus(201, register(other, passkey));
    await account.turnTwoFactorOn(other);
    const backupCode = account.backupCodes.pop();
    const browser = await account.logIn();
    await expectStatus(200, browser.post('/2fa/authenticate', { backupCode, trustDevice: true }));
    return new Actor(app, account, browser, passkey);
  }

  /** A request as documented, and with all that it needs; or with the wrong password, code or token. */
  async prepare({ method, path, body }: Operation, correctness: Correctness): Promise<() => Promise<Answer>> {
    const browser = path === '/2fa/authenticate' ? await this.account.logIn() : this.browser;
    const pendingSecret = path === '/2fa/turn-on' ? await this.account.scan(browser) : undefined;
    const properties = Object.keys(body?.properties ?? {});
    const entries: [string, unknown][] = [];
    for (const name of properties.filter((each) => !['backupCode', 'passkey', 'invitation'].includes(each))) {
      entries.push([name, await this.value(name, path, correctness, pendingSecret)]);
    }
    const options = body ? { body: Object.fromEntries(entries) } : {};
    const id = path.includes('{id}') ? await this.idIn(path) : '';
    return () => browser.request(method, path.replace('{id}', id), options);
  }

  private async value(
    name: string,
    path: string,
    correctness: Correctness,
    pendingSecret?: string,
  ): Promise<unknown> {
    const isWrong = correctness === 'wrong';
    const { account } = this;
    switch (name) {
      case 'email':
        return path === '/account/email' ? `new-${account.email}` : account.email;
      case 'newPassword':
        return 'another horse battery staple';
      case 'password':
      case 'currentPassword':
        return isWrong ? 'a wrong horse battery staple' : account.password;
      case 'twoFactorAuthenticationCode':
        if (isWrong) {
          return account.wrongCode();
        }
        return pendingSecret ? codeOf(account, pendingSecret) : account.code();
      case 'audience':
        return isWrong ? 'https://other.example.com' : AUDIENCE;
      case 'response':
        return this.credential(path, isWrong);
      case 'name':
        return 'A name';
      case 'token':
        return isWrong ? 'a'.repeat(43) : this.token(path);
      default:
        return true;
    }
  }

  private async credential(path: string, isWrong: boolean): Promise<object> {
    const lies = isWrong ? { userVerified: false } : {};
    if (path === '/authentication/passkey') {
      return assertion(this.browser, this.passkey, lies);
    }
    const { body } = await expectStatus(200, this.browser.post('/passkeys/options'));
    return new SoftAuthenticator(ORIGIN).create(body, lies);
  }

  private async token(path: string): Promise<string> {
    const { email } = this.account;
    if (!path.includes('password-reset')) {
      return new Mailbox(this.app).tokenFor(email, 'verify-email');
    }
    await expectStatus(202, this.browser.stranger().post('/account/password-reset', { email }));
    return new Mailbox(this.app).tokenFor(email, 'reset-password');
  }

  /** Of something of this account that is not what it is using. */
  private async idIn(path: string): Promise<string> {
    const list = path.startsWith('/2fa/authenticators') ? '/2fa' : path.replace('/{id}', '');
    const { body } = await expectStatus(200, this.browser.get(list));
    const items = body.authenticators ?? body.passkeys ?? body;
    return (items.find(({ isCurrent }: { isCurrent?: boolean }) => !isCurrent) ?? items[0]).id;
  }
}

async function codeOf(account: Account, secret: string): Promise<string> {
  const own = account.secret;
  account.secret = secret;
  const code = await account.code();
  account.secret = own;
  return code;
}

/** Holds requests up at their first write to a table, and deletes their owner in the meantime. */
export class DeletionRace {
  private constructor(
    private readonly gate: pg.Client,
    private readonly deleter: pg.Client,
    private readonly observer: pg.Client,
    readonly tables: string[],
  ) {}

  static async on(databaseUrl: string): Promise<DeletionRace> {
    const [gate, deleter, observer] = [1, 2, 3].map(() => new pg.Client(databaseUrl)) as [
      pg.Client,
      pg.Client,
      pg.Client,
    ];
    await Promise.all([gate, deleter, observer].map((client) => client.connect()));
    const { rows } = await observer.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'twofold' AND tablename <> 'migrations' ORDER BY 1",
    );
    const tables = rows.map(({ name }) => name);
    return new DeletionRace(gate, deleter, observer, tables);
  }

  /** @returns the answer, and whether the request was held up at all. */
  async run(
    table: string,
    email: string,
    request: () => Promise<Answer>,
  ): Promise<{ answer: Answer; isHeldUp: boolean }> {
    await this.gate.query('BEGIN');
    try {
      // Reads go on.
      await this.gate.query(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
      let isAnswered = false;
      const answering = request().finally(() => (isAnswered = true));
      await vi.waitUntil(async () => isAnswered || (await this.waiting()) > 0, patience);
      if (isAnswered) {
        return { answer: await answering, isHeldUp: false };
      }
      let isDeleted = false;
      const deleting = this.delete(email).finally(() => (isDeleted = true));
      // It may have been something else that waited, such as the note of when a session was last seen.
      await vi.waitUntil(async () => isDeleted || isAnswered || (await this.waiting()) > 1, patience);
      await this.gate.query('ROLLBACK');
      const [answer] = await Promise.all([answering, deleting]);
      return { answer, isHeldUp: true };
    } finally {
      // One that fails must not hold up those after it.
      await this.gate.query('ROLLBACK');
    }
  }

  /** How often PostgreSQL had to give work up. */
  async deadlocks(): Promise<number> {
    await this.observer.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await this.observer.query<{ deadlocks: number }>(
      'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
    );
    return rows[0]?.deadlocks ?? 0;
  }

  async end(): Promise<void> {
    await Promise.all([this.gate, this.deleter, this.observer].map((client) => client.end()));
  }

  /** As the application does it, and once more where PostgreSQL gives it up. */
  private async delete(email: string): Promise<void> {
    await this.deleter.query('BEGIN');
    try {
      await this.deleter.query('SELECT 1 FROM users WHERE email = $1 FOR NO KEY UPDATE', [email]);
      const gone = 'DELETE FROM users WHERE email = $1 RETURNING id';
      const { rows } = await this.deleter.query<{ id: string }>(gone, [email]);
      await this.deleter.query("SELECT pg_notify('twofold_user_changes', $1)", [rows[0]?.id ?? '']);
      await this.deleter.query('COMMIT');
    } catch {
      await this.deleter.query('ROLLBACK');
      await this.delete(email);
    }
  }

  private async waiting(): Promise<number> {
    const { rows } = await this.observer.query<{ count: number }>(
      `SELECT count(*)::int FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query !~ $1`,
      [ownJobs],
    );
    return rows[0]?.count ?? 0;
  }
}
