import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, Not } from 'typeorm';
import { SecretCipher } from '../../crypto/secret-cipher.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import { type Rejection, SecondFactorMethod } from '../second-factor-method.js';
import { TwoFactorNotEnabledException } from '../two-factor.exceptions.js';
import { ClockDifferencesService } from './clock-differences.service.js';
import { PendingSecretsService } from './pending-secrets.service.js';
import { totpSecretContext } from './totp-secret.js';
import { TotpService } from './totp.service.js';
import { TwoFactorAuthentication } from './two-factor-authentication.entity.js';

interface TotpMaterial {
  encryptedSecret: string;
  /** Base32. */
  secret: string;
  lastTimeStep: number;
}

interface TotpProof {
  encryptedSecret: string;
  timeStep: number;
}

/** Codes of an authenticator app. Each time step counts once, and none before the last that was used. */
@Injectable()
export class TotpMethod extends SecondFactorMethod<TotpMaterial, TotpProof> {
  readonly name = 'totp';
  readonly property = 'twoFactorAuthenticationCode';
  readonly amr = ['otp'];

  constructor(
    private readonly totp: TotpService,
    private readonly pendingSecrets: PendingSecretsService,
    private readonly clockDifferences: ClockDifferencesService,
    private readonly cipher: SecretCipher,
  ) {
    super();
  }

  isSetUp({ manager, userId }: AccountTransaction): Promise<boolean> {
    return manager.existsBy(TwoFactorAuthentication, { userId, totpSecret: Not(IsNull()) });
  }

  /** @throws TwoFactorNotEnabledException, DecryptionError */
  async load({ manager, userId }: AccountTransaction): Promise<TotpMaterial> {
    const row = await manager.findOneBy(TwoFactorAuthentication, { userId });
    if (!row?.totpSecret) {
      throw new TwoFactorNotEnabledException();
    }
    const { totpSecret: encryptedSecret, lastTimeStep } = row;
    const secret = this.cipher.decrypt(encryptedSecret, totpSecretContext(userId));
    return { encryptedSecret, secret, lastTimeStep: lastTimeStep ?? 0 };
  }

  async check(
    userId: string,
    code: string,
    { encryptedSecret, secret, lastTimeStep }: TotpMaterial,
  ): Promise<TotpProof | Rejection> {
    const timeStep = await this.totp.timeStepOf(code, secret);
    if (timeStep === undefined) {
      const seconds = await this.clockDifferences.note(userId, code, secret);
      // Who is told of a code to come has only to wait for it; one of the past is worth nothing.
      const isTold = seconds !== undefined && seconds < 0;
      return { refusal: 'authn_second_factor_fail', clockDifference: isTold ? seconds : undefined };
    }
    return timeStep > lastTimeStep
      ? { encryptedSecret, timeStep }
      : { refusal: 'authn_second_factor_replay' };
  }

  /** The secret stands in the condition, so a code of an authenticator that has just been replaced is worth nothing. */
  async consume(
    { manager, userId }: AccountTransaction,
    { encryptedSecret, timeStep }: TotpProof,
  ): Promise<boolean> {
    const criteria = { userId, totpSecret: encryptedSecret };
    const { affected } = await manager.update(
      TwoFactorAuthentication,
      [
        { ...criteria, lastTimeStep: IsNull() },
        { ...criteria, lastTimeStep: LessThan(timeStep) },
      ],
      { lastTimeStep: timeStep, totpSecret: this.underPrimaryKey(userId, encryptedSecret) },
    );
    return affected === 1;
  }

  async removeAll(tx: AccountTransaction): Promise<void> {
    await this.pendingSecrets.deleteAll(tx);
    await tx.manager.delete(TwoFactorAuthentication, { userId: tx.userId });
  }

  /** No code that the app has shown until now is accepted any more. */
  async useUpCodes({ manager, userId }: AccountTransaction): Promise<void> {
    const lastTimeStep = this.totp.presentTimeStep();
    await manager.update(
      TwoFactorAuthentication,
      [
        { userId, lastTimeStep: IsNull() },
        { userId, lastTimeStep: LessThan(lastTimeStep) },
      ],
      { lastTimeStep },
    );
  }

  /** Rotation of the encryption keys happens in passing, at the next use. */
  private underPrimaryKey(userId: string, encrypted: string): string {
    const context = totpSecretContext(userId);
    return this.cipher.isOutdated(encrypted)
      ? this.cipher.encrypt(this.cipher.decrypt(encrypted, context), context)
      : encrypted;
  }
}
