import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { InvalidTokenException } from '../mailed-links/invalid-token.exception.js';
import { RecoveryTokensService } from '../mailed-links/recovery-tokens.service.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { AccountsService } from '../users/accounts.service.js';
import { UsersService } from '../users/users.service.js';

/**
 * Gives an address back to who reads its mails, from an account that never proved that it is its own. A new password would
 * not do: whoever took the address may have turned two-factor authentication on, with an authenticator app of theirs.
 */
@Injectable()
export class AddressReleaseService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly users: UsersService,
    private readonly recoveryTokens: RecoveryTokensService,
    private readonly securityEvents: SecurityEventsService,
  ) {}

  /**
   * Deletes the account. No change of its credentials stops that, so whoever took the address cannot; that the address was
   * confirmed in the meantime does.
   *
   * @throws InvalidTokenException
   */
  async release(token: string, client: Client): Promise<void> {
    const found = await this.recoveryTokens.find(token, 'address-release');
    const onGone = () => new InvalidTokenException();
    await this.accounts.open({ email: found.email }, client, onGone, async (tx) => {
      const { id, emailVerifiedAt, disabledAt } = tx.user;
      if (id !== found.userId || emailVerifiedAt || disabledAt) {
        throw new InvalidTokenException();
      }
      await this.recoveryTokens.consume(tx, found);
      await this.securityEvents.recordDeletion(tx);
      await this.users.delete(tx);
    });
  }
}
