import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Client } from '../../client/client.decorator.js';
import { Clock } from '../../clock/clock.js';
import { generateToken, hashToken } from '../../crypto/opaque-token.js';
import { laterThan } from '../../database/later-than.js';
import { TwofoldDataSource } from '../../database/twofold.data-source.js';
import { NotFoundException } from '../../errors/common.exceptions.js';
import { Environment } from '../../options/environment.js';
import { SecurityEventsService } from '../../security-events/security-events.service.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import { AccountsService } from '../../users/accounts.service.js';
import { NotAuthenticatedException } from '../session.exceptions.js';
import { TrustedDevice } from './trusted-device.entity.js';

const SEPARATOR = '.';
/** Tokens in one cookie: of several people who share a browser. */
const MAX_TOKENS = 5;

/**
 * Lets a browser stand in for the second factor at log-in, for as long as `TRUSTED_DEVICE_LIFETIME` says from the day it
 * was trusted. Its token is random, stored as a hash, and another one after each use; any change of a credential makes it
 * worthless; and it never counts as fresh.
 *
 * The cookie holds a token for each account that trusts the browser, so they do not disturb each other.
 */
@Injectable()
export class TrustedDevicesService {
  private readonly lifetime: number;

  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly accounts: AccountsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly clock: Clock,
    environment: Environment,
  ) {
    this.lifetime = environment.TRUSTED_DEVICE_LIFETIME;
  }

  /**
   * Uses the token that the cookie has for this user.
   *
   * @returns the cookie with the token's successor; undefined when the browser is not trusted.
   */
  async use(
    { manager, userId }: AccountTransaction,
    cookie: string | undefined,
  ): Promise<string | undefined> {
    const tokens = tokensIn(cookie);
    if (this.lifetime === 0 || tokens.length === 0) {
      return undefined;
    }
    const now = this.clock.now();
    const hashes = tokens.map(hashToken);
    const device = await manager.findOneBy(TrustedDevice, {
      userId,
      tokenHash: In(hashes),
      expiresAt: laterThan(now),
    });
    if (!device) {
      return undefined;
    }
    const successor = generateToken();
    const { affected } = await manager.update(
      TrustedDevice,
      { id: device.id, tokenHash: device.tokenHash },
      { tokenHash: hashToken(successor), lastUsedAt: now },
    );
    const isUsed = (_: string, index: number) => hashes[index]?.equals(device.tokenHash);
    return affected === 1
      ? tokens.map((token, index) => (isUsed(token, index) ? successor : token)).join(SEPARATOR)
      : undefined;
  }

  /** @returns the cookie with a token for this user added; undefined when trusted devices are turned off. */
  async trust(tx: AccountTransaction, cookie: string | undefined): Promise<string | undefined> {
    if (this.lifetime === 0) {
      return undefined;
    }
    const others = await this.withoutTokensOf(tx, cookie);
    const token = generateToken();
    const now = this.clock.now();
    await tx.manager.insert(TrustedDevice, {
      userId: tx.userId,
      tokenHash: hashToken(token),
      createdAt: now,
      lastUsedAt: now,
      expiresAt: this.clock.inSeconds(this.lifetime),
      ip: tx.client.ip,
      userAgent: tx.client.userAgent,
    });
    await this.securityEvents.record(tx, 'trusted_device_added');
    return [...others, token].slice(-MAX_TOKENS).join(SEPARATOR);
  }

  list(userId: string): Promise<TrustedDevice[]> {
    return this.dataSource.manager.find(TrustedDevice, {
      where: { userId, expiresAt: laterThan(this.clock.now()) },
      order: { lastUsedAt: 'DESC' },
    });
  }

  /** @throws NotFoundException for somebody else's device as for none. */
  async revoke(userId: string, id: string, client: Client): Promise<void> {
    const onGone = () => new NotAuthenticatedException();
    await this.accounts.open({ id: userId }, client, onGone, async (tx) => {
      const { affected } = await tx.manager.delete(TrustedDevice, { userId, id });
      if (affected !== 1) {
        throw new NotFoundException();
      }
      await this.securityEvents.record(tx, 'trusted_device_revoked');
    });
  }

  /** Belongs into the transaction of every change of a credential. */
  async revokeAll({ manager, userId }: AccountTransaction): Promise<void> {
    await manager.delete(TrustedDevice, { userId });
  }

  /**
   * The living tokens of others: dead ones must not push them out of the cookie. A browser that is trusted anew is not listed
   * twice.
   */
  private async withoutTokensOf(
    { manager, userId }: AccountTransaction,
    cookie: string | undefined,
  ): Promise<string[]> {
    const tokens = tokensIn(cookie);
    const tokenHash = In(tokens.map(hashToken));
    await manager.delete(TrustedDevice, { userId, tokenHash });
    const living = await manager.findBy(TrustedDevice, { tokenHash, expiresAt: laterThan(this.clock.now()) });
    return tokens.filter((token) => living.some((device) => device.tokenHash.equals(hashToken(token))));
  }
}

/** Whether the browser that sent the cookie is this one. */
export function isTokenOf({ tokenHash }: TrustedDevice, cookie: string | undefined): boolean {
  return tokensIn(cookie).some((token) => tokenHash.equals(hashToken(token)));
}

function tokensIn(cookie: string | undefined): string[] {
  return (cookie ?? '').split(SEPARATOR).filter(Boolean).slice(-MAX_TOKENS);
}
