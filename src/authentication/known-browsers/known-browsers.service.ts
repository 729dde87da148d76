import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MessageAuthenticator } from '../../crypto/message-authenticator.js';
import { generateToken } from '../../crypto/opaque-token.js';
import type { Client } from '../../http/client.decorator.js';
import { SecurityEventsService } from '../../security-events/security-events.service.js';

const PURPOSE = 'known-browser';
const SEPARATOR = '.';
/** Accounts that one browser is known to. */
const MAX_ACCOUNTS = 8;

/**
 * Recognises browsers that an account was logged in from before (OWASP "device cookies"). Such a browser has a password
 * budget of its own, and a log-in from any other one is worth a mail to the owner. It proves nothing else.
 *
 * The cookie is a random name for the browser and, for each account, a signature over both; so nothing needs to be stored.
 */
@Injectable()
export class KnownBrowsersService {
  constructor(
    private readonly authenticator: MessageAuthenticator,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /** The browser's name, if the account was logged in from it before. */
  recognise(cookie: string | undefined, userId: string | undefined): string | undefined {
    const { name, tags } = parse(cookie);
    const isKnown =
      userId !== undefined &&
      tags.some((tag) => this.authenticator.isSigned(PURPOSE, messageOf(name, userId), tag));
    return isKnown ? name : undefined;
  }

  /**
   * Records a completed log-in, and that it came from a new browser if it did. An account's first log-in is no news.
   *
   * @returns the cookie with this account added (the earliest one goes when there are too many), if it was not in it.
   */
  async welcome(
    manager: EntityManager,
    userId: string,
    client: Client,
    cookie: string | undefined,
  ): Promise<string | undefined> {
    const isKnown = this.recognise(cookie, userId) !== undefined;
    if (!isKnown && (await this.securityEvents.hasHappened(manager, 'authn_login_success', userId))) {
      await this.securityEvents.record(manager, 'authn_login_new_browser', userId, client);
    }
    await this.securityEvents.record(manager, 'authn_login_success', userId, client);
    return isKnown ? undefined : this.withAccount(cookie, userId);
  }

  private withAccount(cookie: string | undefined, userId: string): string {
    const { name, tags } = parse(cookie);
    const tag = this.authenticator.sign(PURPOSE, messageOf(name, userId));
    return [name, ...[...tags, tag].slice(-MAX_ACCOUNTS)].join(SEPARATOR);
  }
}

function parse(cookie: string | undefined): { name: string; tags: string[] } {
  const [name, ...tags] = (cookie ?? generateToken()).split(SEPARATOR);
  return { name: name?.slice(0, 64) ?? '', tags: tags.slice(-MAX_ACCOUNTS) };
}

function messageOf(name: string, userId: string): string {
  return `${name}\n${userId}`;
}
