import type { JsonWebKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { Browser } from './browser.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

type Cookies = Record<string, string>;

export interface RecordedAccount {
  email: string;
  password: string;
}

export interface RecordedTwoFactorAccount extends RecordedAccount {
  /** Base32, of the authenticator app. */
  secret: string;
  /** Unused ones. */
  backupCodes: string[];
  session: Cookies;
}

/** What the people of `test/fixtures/<release>.sql` know; see `test/fixtures/record.mjs`. */
export interface RecordedRelease {
  /** ISO 8601; the codes and cookies are from the minute before. */
  recordedAt: string;
  keys: Record<string, string>;
  accounts: {
    confirmed: RecordedAccount & { session: Cookies; usedSession: Cookies };
    unconfirmed: RecordedAccount & { verificationToken: string };
    forgetful: RecordedAccount & { resetToken: string };
    disabled: RecordedAccount;
    /** Has scanned a QR code, and not confirmed it. */
    scanned: RecordedAccount & { pendingSecret: string; session: Cookies };
    twoFactor: RecordedTwoFactorAccount & {
      usedBackupCode: string;
      /** Gave the password, and no code yet. */
      pending: Cookies;
      trustedDevice: Cookies;
    };
    guessed: RecordedTwoFactorAccount;
    /** Whose mails no server took. */
    moving: RecordedTwoFactorAccount;
  };
}

/** Of 0.2.0 and later. */
export interface RecordedNews {
  /** Has two apps. */
  severalApps: RecordedTwoFactorAccount & { secondSecret: string };
  /** `privateKey` is a JSON Web Key. */
  passkey: RecordedAccount & { passkey: { id: string; userHandle: string; privateKey: JsonWebKey } };
  /** Has a token for this audience. */
  grouped: RecordedAccount & { groups: string[]; token: string; audience: string };
  /** Has no account yet. */
  invited: RecordedAccount & { invitation: string };
}

export const releases = ['0.1.0', '0.2.0'] as const;

type Release = (typeof releases)[number];

const fixture = (release: Release, extension: string): string =>
  readFileSync(new URL(`../fixtures/${release}.${extension}`, import.meta.url), 'utf8');

export function recordedRelease(release: Release): RecordedRelease {
  return JSON.parse(fixture(release, 'json')) as RecordedRelease;
}

/** A database as the release left it. */
export async function createRecordedDatabase(release: Release): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query(fixture(release, 'sql'));
  await client.end();
  return database;
}

/** The browser that had these cookies. */
export function recordedBrowser(url: string, release: string, cookies: Cookies): Browser {
  const browser = new Browser(url, { 'user-agent': `Recorded/${release}` });
  Object.entries(cookies).forEach(([name, value]) => browser.cookies.set(name, value));
  return browser;
}
