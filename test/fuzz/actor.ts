import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { generateSync } from 'otplib';
import type pg from 'pg';
import { claimsOf } from '../support/access-token.js';
import { Account } from '../support/account.js';
import { Browser } from '../support/browser.js';
import { secondsNow } from '../support/test-clock.js';
import { AUDIENCE } from '../support/test-environment.js';
import type { AccountSnapshot, AccountSnapshots } from './account-snapshots.js';
import { type ActorKind, become, freeStep, isFresh, stopTime } from './actor-kinds.js';
import { ActorPasskey } from './actor-passkey.js';
import type { KnownName } from './known-value.js';

/** Who has an account, a browser in some state, and all the secrets that go with them. */
export class Actor {
  readonly resetToken = randomBytes(32).toString('base64url');
  readonly releaseToken = randomBytes(32).toString('base64url');
  readonly verificationToken = randomBytes(32).toString('base64url');
  readonly invitation = randomBytes(32).toString('base64url');
  readonly newPassword = `a new password ${randomUUID()}`;
  /** What no answer and no log line may hold. */
  secrets: string[] = [];
  sessionId = '';
  deviceId = '';
  pendingSecret = '';
  private readonly passkey: ActorPasskey;
  private snapshot: AccountSnapshot = {};
  private nextBackupCode = 0;

  private restoredAt = secondsNow();

  private constructor(
    private readonly kind: ActorKind,
    readonly account: Account,
    readonly browser: Browser,
    private readonly userId: string,
    private readonly snapshots: AccountSnapshots,
  ) {
    this.passkey = new ActorPasskey(browser);
  }

  static async create(
    kind: ActorKind,
    url: string,
    db: pg.Pool,
    snapshots: AccountSnapshots,
  ): Promise<Actor> {
    const id = randomUUID();
    // An address each, since the password budget counts by it.
    const newBrowser = () =>
      new Browser(url, { 'x-forwarded-for': `2001:db8:${id.slice(0, 4)}:${id.slice(4, 8)}::1` });
    const account = await Account.register(newBrowser(), `${id}@example.com`, `a password ${id}`);
    const browser = newBrowser();
    await account.logIn({ browser, rememberMe: true });
    const { sub } = claimsOf(browser);
    const actor = new Actor(kind, account, browser, sub, snapshots);
    const alter = (sql: string) => db.query(sql, [sub]);
    await become(kind, { account, browser, newBrowser, alter, addPasskey: () => actor.passkey.add() });
    if (isFresh(kind)) {
      actor.pendingSecret = await account.scan(browser);
    }
    await freeStep(alter);
    await stopTime(alter);
    await actor.mail(db);
    await actor.remember();
    return actor;
  }

  lookUp(name: KnownName): unknown {
    const { account } = this;
    switch (name) {
      case 'email':
        return account.email;
      case 'password':
        return account.password;
      case 'code':
      case 'pendingCode': {
        const secret = name === 'code' ? account.secret : this.pendingSecret;
        return secret ? generateSync({ secret, epoch: secondsNow() }) : '000000';
      }
      case 'backupCode':
        return account.backupCodes[this.nextBackupCode++ % 10] ?? 'K7QX-2M9C-VT4H-8WZ3';
      case 'authenticatorId':
        // The first app has the id of its user.
        return this.userId;
      case 'passkeyId':
        return this.passkey.id;
      case 'assertion':
        return this.passkey.assertion();
      case 'registration':
        return this.passkey.registration();
      case 'cursor':
        return '999999999';
      case 'audience':
        return AUDIENCE;
      case 'newPassword':
      case 'resetToken':
      case 'releaseToken':
      case 'verificationToken':
      case 'invitation':
      case 'sessionId':
      case 'deviceId':
        return this[name];
      default:
        throw new Error(`Only a bystander has ${name}.`);
    }
  }

  /** The clock runs, and a fresh session would not stay so. */
  get isAgeing(): boolean {
    return isFresh(this.kind) && secondsNow() - this.restoredAt > 60;
  }

  /** Whatever was done with the account: as it was. The cookies are good again, too. */
  restore(): Promise<void> {
    this.restoredAt = secondsNow();
    return this.snapshots.restore(
      this.userId,
      isFresh(this.kind) ? proveAgain(this.snapshot) : this.snapshot,
    );
  }

  /** What an attacker may want to change: everything but when it was last seen. */
  async state(): Promise<AccountSnapshot> {
    const {
      sessions = [],
      one_time_tokens: _,
      recovery_tokens: _recovery,
      ...rest
    } = await this.snapshots.take(this.userId);
    const timeless = sessions.map(({ last_seen_at: _seen, idle_expires_at: _idle, ...session }) => session);
    return { ...rest, sessions: timeless };
  }

  /** Links as they stand in mails; of those that are really sent, nobody knows the token. */
  private async mail(db: pg.Pool): Promise<void> {
    await db.query(`DELETE FROM one_time_tokens WHERE user_id = $1`, [this.userId]);
    for (const [table, purpose, token] of [
      ['recovery_tokens', 'password-reset', this.resetToken],
      ['recovery_tokens', 'address-release', this.releaseToken],
      ['one_time_tokens', 'email-verification', this.verificationToken],
    ] as const) {
      const insert = `INSERT INTO ${table} (user_id, purpose, token_hash, email, expires_at)
        VALUES ($1, $2, $3, $4, now() + interval '1 day')`;
      const hash = createHash('sha256').update(token).digest();
      await db.query(insert, [this.userId, purpose, hash, this.account.email]);
    }
    // Of somebody who has an account by now.
    await db.query(
      `INSERT INTO invitations (email, token_hash, expires_at) VALUES ($1, $2, now() + interval '1 day')
       ON CONFLICT (email) DO NOTHING`,
      [this.account.email, createHash('sha256').update(this.invitation).digest()],
    );
  }

  private async remember(): Promise<void> {
    this.snapshot = await this.snapshots.take(this.userId);
    const { sessions = [], trusted_devices: devices = [] } = this.snapshot;
    const other = sessions.find(({ id }) => id !== claimsOf(this.browser)?.sid) ?? sessions[0];
    this.sessionId = (other?.['id'] as string | undefined) ?? randomUUID();
    this.deviceId = (devices[0]?.['id'] as string | undefined) ?? randomUUID();
    const { account, browser, newPassword, pendingSecret } = this;
    const codes = account.backupCodes.flatMap((code) => [code, code.slice(5)]);
    const own = [account.password, newPassword, account.secret, pendingSecret];
    const links = [this.resetToken, this.releaseToken, this.verificationToken, this.invitation];
    const tokens = [...browser.cookies.values()];
    this.secrets = [...own, ...codes, ...links, ...tokens, ...storedSecrets(this.snapshot)].filter(Boolean);
  }
}

function proveAgain({ sessions = [], ...rest }: AccountSnapshot): AccountSnapshot {
  const now = new Date().toISOString();
  const proved = sessions.map((session) => ({
    ...session,
    password_verified_at: now,
    second_factor_verified_at: session['second_factor_verified_at'] && now,
    passkey_verified_at: session['passkey_verified_at'] && now,
  }));
  return { ...rest, sessions: proved };
}

/** The hashes and ciphertexts of an account's rows. */
function storedSecrets(snapshot: AccountSnapshot): string[] {
  return Object.values(snapshot)
    .flat()
    .flatMap((row) => Object.entries(row))
    .filter(([column, value]) => typeof value === 'string' && /hash$|secret$/.test(column))
    .map(([, value]) => (value as string).replace(/^\\x/, ''));
}
