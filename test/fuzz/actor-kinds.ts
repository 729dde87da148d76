import type pg from 'pg';
import type { Account } from '../support/account.js';
import type { Browser } from '../support/browser.js';

/** What a kind of actor is made of. */
export interface Workshop {
  account: Account;
  browser: Browser;
  newBrowser: () => Browser;
  /** To the account that the browser is logged in to. */
  addPasskey: () => Promise<void>;
  /** Changes rows of the account, whose id is `$1`. */
  alter: (sql: string) => Promise<pg.QueryResult>;
}

/** Enough for the longest test: the clock runs here, and nothing may end by itself. */
const DAY = `interval '1 day'`;

/** The clock runs here: the code of the step before could be too old in a moment, and this one is free again. */
export async function turnTwoFactorOn({
  account,
  browser,
  alter,
}: Pick<Workshop, 'account' | 'browser' | 'alter'>): Promise<void> {
  await account.turnTwoFactorOn(browser, 0);
  await freeStep(alter);
}

/** A step counts once; without waiting for the next, this one is given back. */
export async function freeStep(alter: Workshop['alter']): Promise<void> {
  await alter('UPDATE totp_authenticators SET last_time_step = last_time_step - 10 WHERE user_id = $1');
}

export async function stopTime(alter: Workshop['alter']): Promise<void> {
  await alter(
    `UPDATE sessions SET expires_at = now() + ${DAY}, idle_expires_at = now() + ${DAY} WHERE user_id = $1`,
  );
  await alter(`UPDATE pending_secrets SET expires_at = now() + ${DAY} WHERE user_id = $1`);
}

const prove = (when: string) =>
  `UPDATE sessions SET password_verified_at = ${when},
     second_factor_verified_at = CASE WHEN second_factor_verified_at IS NOT NULL THEN ${when} END
   WHERE user_id = $1`;

async function trustDevice(workshop: Workshop): Promise<void> {
  await turnTwoFactorOn(workshop);
  workshop.browser.cookies.clear();
  await workshop.account.logInWithCode({ browser: workshop.browser, trustDevice: true });
}

async function pending(workshop: Workshop): Promise<void> {
  await turnTwoFactorOn(workshop);
  workshop.browser.cookies.clear();
  await workshop.account.logIn({ browser: workshop.browser });
}

/** By what they have proved: how an account that is just logged in gets so far. */
const kinds = {
  stranger: async ({ browser }: Workshop) => {
    browser.cookies.clear();
  },
  'logged in': async ({ account, newBrowser }: Workshop) => {
    await account.logIn({ browser: newBrowser() });
  },
  'logged in with two factors': async (workshop: Workshop) => {
    const { account, newBrowser } = workshop;
    await turnTwoFactorOn(workshop);
    await account.logInWithCode({ browser: newBrowser(), trustDevice: true });
  },
  'logged in with a passkey': async ({ account, browser, alter, addPasskey }: Workshop) => {
    await alter('UPDATE users SET email_verified_at = now() WHERE id = $1');
    // Another session, since the server remembers the account of this one as it was.
    browser.cookies.clear();
    await account.logIn({ browser, rememberMe: true });
    await addPasskey();
    await turnTwoFactorOn({ account, browser, alter });
    await alter('UPDATE sessions SET passkey_verified_at = now() WHERE user_id = $1');
  },
  'logged in long ago': async (workshop: Workshop) => {
    await turnTwoFactorOn(workshop);
    await workshop.alter(prove(`now() - interval '1 hour'`));
  },
  pending,
  'pending, with no try left': async (workshop: Workshop) => {
    await pending(workshop);
    await workshop.alter(
      `UPDATE second_factor_budgets SET failed_attempts = 20, next_attempt_at = now() + ${DAY} WHERE user_id = $1`,
    );
  },
  'pending, and locked': async (workshop: Workshop) => {
    await pending(workshop);
    await workshop.alter(
      'UPDATE second_factor_budgets SET failed_attempts = 100, locked_at = now() WHERE user_id = $1',
    );
  },
  'back at a trusted device': async (workshop: Workshop) => {
    await trustDevice(workshop);
    workshop.browser.cookies.delete('Authentication');
    workshop.browser.cookies.delete('Refresh');
  },
  'logged out': async ({ browser }: Workshop) => {
    const late = browser.copy();
    await browser.post('/authentication/log-out');
    late.cookies.forEach((value, name) => browser.cookies.set(name, value));
  },
} satisfies Record<string, (workshop: Workshop) => Promise<void>>;

export type ActorKind = keyof typeof kinds;

export const actorKinds = Object.keys(kinds) as ActorKind[];

/** Whose proofs are to stay less than five minutes old. */
export function isFresh(kind: ActorKind): boolean {
  return kind.startsWith('logged in') && kind !== 'logged in long ago';
}

export function become(kind: ActorKind, workshop: Workshop): Promise<void> {
  return kinds[kind](workshop);
}
