import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, IsNull, Not, Repository } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { generateToken, hashToken } from '../../crypto/opaque-token.js';
import { SecurityEventsService } from '../../security-events/security-events.service.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import { UsersService } from '../../users/users.service.js';
import type { Session } from '../session.entity.js';
import { KnownBrowser } from './known-browser.entity.js';

const SEPARATOR = '.';
/** Accounts that one browser is known to. */
const MAX_ACCOUNTS = 8;
/** Browsers that one account knows; then the one that was not used for longest goes. */
const MAX_BROWSERS = 10;

const findWithOwners = `
  SELECT b.id, u.email FROM known_browsers b JOIN users u ON u.id = b.user_id WHERE b.token_hash = ANY($1)`;

export interface CompletedLogIn {
  /** The `KnownBrowser` cookie. */
  cookie: string | undefined;
  /** Whether a code was given for it. */
  isSecondFactorProved: boolean;
}

/**
 * Recognises browsers that an account was logged in from before (OWASP "device cookies"). They have a password budget of
 * their own, which all of an account share, and a log-in from any other one is worth a mail to the owner. It proves
 * nothing else.
 *
 * The cookie is a random token for each account that knows the browser, stored as a hash. Every change of a credential makes
 * them worthless, but for the browser that made it: a thief does not stay known.
 */
@Injectable()
export class KnownBrowsersService {
  constructor(
    @InjectRepository(KnownBrowser) private readonly browsers: Repository<KnownBrowser>,
    private readonly users: UsersService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
  ) {}

  /**
   * The browser, if the account of this address was logged in from it before. What is asked depends on the cookie alone, so
   * its time does not tell whether there is such an account.
   */
  async recognise(cookie: string | undefined, email: string): Promise<{ id: string } | undefined> {
    const tokens = [tokensIn(cookie).map(hashToken)];
    const owned = await this.browsers.query<{ id: string; email: string }[]>(findWithOwners, tokens);
    return owned.find((browser) => browser.email === email);
  }

  /**
   * Records a completed log-in, and that it came from a new browser if it did. An account's first log-in is no news.
   *
   * @returns the browser, and the cookie with this account added if it was not in it.
   */
  async recordLogIn(
    tx: AccountTransaction,
    { cookie, isSecondFactorProved }: CompletedLogIn,
  ): Promise<{ id: string; cookie: string | undefined }> {
    const { manager, userId } = tx;
    const living = await this.inCookie(manager, cookie);
    const known = living.find((browser) => browser.userId === userId);
    const isFirstLogIn = await this.users.noteFirstLogIn(tx);
    if (!known && !isFirstLogIn) {
      await this.securityEvents.record(tx, 'authn_login_new_browser');
    }
    await this.securityEvents.record(tx, 'authn_login_success');
    // A thief's browser is a new one: the owner goes on reading what the mails say.
    if (known || isFirstLogIn) {
      await this.users.noteLanguage(tx);
    }
    const now = this.clock.now();
    const use = { lastUsedAt: now, ...(isSecondFactorProved && { secondFactorProvedAt: now }) };
    if (known) {
      await manager.update(KnownBrowser, { id: known.id }, use);
      return { id: known.id, cookie: undefined };
    }
    const id = randomUUID();
    const token = generateToken();
    await manager.insert(KnownBrowser, { ...use, id, userId, tokenHash: hashToken(token), createdAt: now });
    await this.forgetOldest(tx);
    const others = tokensIn(cookie).filter((other) =>
      living.some(({ tokenHash }) => tokenHash.equals(hashToken(other))),
    );
    return { id, cookie: [...others, token].slice(-MAX_ACCOUNTS).join(SEPARATOR) };
  }

  /** Whether both factors were proved in the browser before. */
  hasProvedSecondFactor(id: string): Promise<boolean> {
    return this.browsers.existsBy({ id, secondFactorProvedAt: Not(IsNull()) });
  }

  /** For a session that proves its second factor after the log-in. */
  async noteSecondFactor({ manager }: AccountTransaction, { knownBrowserId }: Session): Promise<void> {
    if (knownBrowserId) {
      await manager.update(KnownBrowser, { id: knownBrowserId }, { secondFactorProvedAt: this.clock.now() });
    }
  }

  /** @param except the browser that is told apart from the thief's by having changed the credential. */
  async forgetAll({ manager, userId }: AccountTransaction, except?: string | null): Promise<void> {
    await manager.delete(KnownBrowser, { userId, ...(except && { id: Not(except) }) });
  }

  /** The browser in which a session is, unless it is also the one that must stay. */
  async forgetOfSession(
    { manager, userId }: AccountTransaction,
    sessionId: string,
    except: string | null,
  ): Promise<void> {
    await manager.query(
      `DELETE FROM known_browsers WHERE user_id = $1 AND id IS DISTINCT FROM $3
         AND id = (SELECT known_browser_id FROM sessions WHERE id = $2)`,
      [userId, sessionId, except],
    );
  }

  private inCookie(manager: EntityManager, cookie: string | undefined): Promise<KnownBrowser[]> {
    return manager.findBy(KnownBrowser, { tokenHash: In(tokensIn(cookie).map(hashToken)) });
  }

  private async forgetOldest({ manager, userId }: AccountTransaction): Promise<void> {
    await manager.query(
      `DELETE FROM known_browsers WHERE id IN (
         SELECT id FROM known_browsers WHERE user_id = $1 ORDER BY last_used_at DESC, id OFFSET ${MAX_BROWSERS})`,
      [userId],
    );
  }
}

function tokensIn(cookie: string | undefined): string[] {
  return (cookie ?? '').split(SEPARATOR).filter(Boolean).slice(-MAX_ACCOUNTS);
}
