import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import type { Session } from '../sessions/session.entity.js';
import type { IssuedSession } from '../sessions/sessions.service.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import type { User } from '../users/user.entity.js';
import { BackupCodesService } from './backup-codes/backup-codes.service.js';
import { FactorChangesService } from './factor-changes.service.js';
import { LastSecondFactorException, NotEnoughPasskeysException } from './passkeys/passkey.exceptions.js';
import { PasskeysService } from './passkeys/passkeys.service.js';
import { SecondFactorBudgetsService } from './second-factor-budgets.service.js';
import { SecondFactorMethods } from './second-factor-methods.js';
import { AuthenticatorsService } from './totp/authenticators.service.js';

/** Removes one of several factors: what is left must be enough, which the lock of the user's row decides. */
@Injectable()
export class FactorRemovalService {
  constructor(
    private readonly factorChanges: FactorChangesService,
    private readonly methods: SecondFactorMethods,
    private readonly budgets: SecondFactorBudgetsService,
    private readonly authenticators: AuthenticatorsService,
    private readonly passkeys: PasskeysService,
    private readonly backupCodes: BackupCodesService,
    private readonly policy: TwoFactorPolicy,
  ) {}

  /** @throws NotFoundException, LastSecondFactorException */
  removeAuthenticator(user: User, session: Session, id: string, client: Client): Promise<IssuedSession> {
    return this.factorChanges.change(user, session, client, {}, async (tx) => {
      await this.authenticators.remove(tx, id);
      await this.budgets.rescale(tx, -1);
      await this.refuseTooFewFactors(tx);
    });
  }

  /** @throws NotFoundException, LastSecondFactorException, NotEnoughPasskeysException */
  removePasskey(user: User, session: Session, id: string, client: Client): Promise<IssuedSession> {
    return this.factorChanges.change(user, session, client, {}, async (tx) => {
      await this.passkeys.remove(tx, id);
      await this.refuseTooFewFactors(tx);
    });
  }

  private async refuseTooFewFactors(tx: AccountTransaction): Promise<void> {
    if (!tx.user.isPasswordLogInEnabled) {
      await this.refuseTooFewPasskeys(tx);
    }
    if (tx.user.isTwoFactorAuthenticationEnabled && !(await this.methods.hasPrimary(tx))) {
      throw new LastSecondFactorException(!this.policy.appliesTo(tx.user));
    }
  }

  /**
   * Lets an account do without its password, which takes passkeys that do not all get lost at once, and codes for when they do.
   *
   * @throws NotEnoughPasskeysException
   */
  async refuseTooFewPasskeys(tx: AccountTransaction): Promise<void> {
    const passkeys = await this.passkeys.usable(tx);
    const isEnough = passkeys.length >= 2 || passkeys.some(({ isBackedUp }) => isBackedUp);
    const remaining = await this.backupCodes.countRemaining(tx.userId, tx.manager);
    // There are backup codes only while two-factor authentication is on.
    if (!isEnough || remaining === 0) {
      throw new NotEnoughPasskeysException();
    }
  }
}
