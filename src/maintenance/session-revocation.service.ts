import { Injectable, Logger } from '@nestjs/common';
import { InvitationsService } from '../authentication/invitations.service.js';
import { operatorClient } from '../client/client.decorator.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { CredentialChangesService } from '../sessions/credential-changes.service.js';
import { TotpMethod } from '../two-factor/totp/totp.method.js';
import { AccountsService } from '../users/accounts.service.js';

const BATCH = 500;

/** All of them: what each table has of them is for those to know that delete it. */
const selectUsers = `SELECT id FROM users WHERE id > $1 ORDER BY id LIMIT ${BATCH}`;

/** Below every other. */
const NIL = '00000000-0000-0000-0000-000000000000';

export interface RevocationReport {
  /** Whose sessions, devices, links and codes were looked after. */
  accounts: number;
}

/**
 * For the operator who has restored a backup: what was ended or used up after it was made lives again in it. Each account
 * is one transaction, so this can be stopped and run again.
 */
@Injectable()
export class SessionRevocationService {
  private readonly logger = new Logger('SessionRevocation');

  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly accounts: AccountsService,
    private readonly credentialChanges: CredentialChangesService,
    private readonly invitations: InvitationsService,
    private readonly totp: TotpMethod,
  ) {}

  /** Ends what a change of credentials ends, for all accounts, and uses up every code of an app until now. */
  async revokeAll(): Promise<RevocationReport> {
    const report: RevocationReport = { accounts: 0 };
    await this.invitations.revokeAll();
    for (let last = NIL; ;) {
      const users = await this.dataSource.query<{ id: string }[]>(selectUsers, [last]);
      for (const { id } of users) {
        await this.revoke(id);
        report.accounts++;
        last = id;
      }
      if (users.length < BATCH) {
        this.logger.log('sessions_revoked_by_operator', report);
        return report;
      }
    }
  }

  private revoke(userId: string): Promise<void> {
    return this.dataSource.transaction(async (manager) => {
      const tx = await this.accounts.join(manager, { id: userId }, operatorClient());
      if (tx) {
        await this.credentialChanges.revokeAll(tx);
        await this.totp.useUpCodes(tx);
      }
    });
  }
}
