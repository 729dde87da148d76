import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { generateToken, hashToken } from '../crypto/opaque-token.js';
import { laterThan } from '../database/later-than.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { problemWith } from '../errors/violation.js';
import { InvalidTokenException } from '../mailed-links/invalid-token.exception.js';
import { Invitation } from './invitation.entity.js';

/** Seconds. */
export const INVITATION_LIFETIME = 7 * 86_400;

/** What an invitation is worth: one account, with the address that it was mailed to, which counts as verified by that. */
@Injectable()
export class InvitationsService {
  constructor(
    @InjectRepository(Invitation) private readonly invitations: Repository<Invitation>,
    private readonly clock: Clock,
  ) {}

  /** @returns a token of 256 random bits, which takes the place of an earlier one for this address. */
  async issue(manager: EntityManager, email: string): Promise<string> {
    const token = generateToken();
    const expiresAt = this.clock.inSeconds(INVITATION_LIFETIME);
    await manager.upsert(Invitation, { email, expiresAt, tokenHash: hashToken(token) }, ['email']);
    return token;
  }

  /**
   * One that is alive; it stays so until {@link consume}.
   *
   * @throws InvalidTokenException for an unknown, used, replaced or expired one; ValidationFailedException for one that was mailed
   *   to another address.
   */
  async find(token: string, email: string): Promise<Invitation> {
    const expiresAt = laterThan(this.clock.now());
    const invitation = await this.invitations.findOneBy({ tokenHash: hashToken(token), expiresAt });
    if (!invitation) {
      throw new InvalidTokenException();
    }
    if (invitation.email !== email) {
      throw new ValidationFailedException([
        problemWith('email', 'other-address', 'must be the address that the invitation was mailed to.'),
      ]);
    }
    return invitation;
  }

  /** @throws InvalidTokenException when another request was faster. */
  async consume(manager: EntityManager, { tokenHash }: Invitation): Promise<void> {
    const criteria = { tokenHash, expiresAt: laterThan(this.clock.now()) };
    const { affected } = await manager.delete(Invitation, criteria);
    if (affected !== 1) {
      throw new InvalidTokenException();
    }
  }

  async revokeAll(): Promise<void> {
    await this.invitations.deleteAll();
  }
}
