import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { CredentialChangesService } from '../sessions/credential-changes.service.js';
import type { Session } from '../sessions/session.entity.js';
import { NotAuthenticatedException } from '../sessions/session.exceptions.js';
import { type IssuedSession, type SessionChanges, SessionsService } from '../sessions/sessions.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { AccountsService } from '../users/accounts.service.js';
import type { User } from '../users/user.entity.js';

/** Changes of what an account logs in with, by its owner. */
@Injectable()
export class FactorChangesService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly credentialChanges: CredentialChangesService,
  ) {}

  /** One transaction that locks the user's row first, ends all other sessions, and gives the one at hand a new id. */
  change(
    user: User,
    session: Session,
    client: Client,
    sessionChanges: SessionChanges,
    effect: (tx: AccountTransaction) => Promise<void>,
  ): Promise<IssuedSession> {
    const onConflict = () => new NotAuthenticatedException();
    return this.accounts.change(user, client, onConflict, async (tx) => {
      await effect(tx);
      await this.credentialChanges.revokeAllBut(tx, session);
      return this.sessions.renew(tx, session, sessionChanges);
    });
  }
}
