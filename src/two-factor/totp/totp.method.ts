import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { SecretCipher } from '../../crypto/secret-cipher.js';
import { ApiPropertyOptional } from '../../http/documentation.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import { type Rejection, type SecondFactorAnswer, SecondFactorMethod } from '../second-factor-method.js';
import { AnsweredBy } from '../second-factor.dto.js';
import { AuthenticatorsService } from './authenticators.service.js';
import { ClockDifferencesService } from './clock-differences.service.js';
import { PendingSecretsService } from './pending-secrets.service.js';
import { TotpAuthenticator } from './totp-authenticator.entity.js';
import { totpCodeShape } from './totp-code.decorators.js';
import { authenticatorContext } from './totp-secret.js';
import { TotpService } from './totp.service.js';

interface TotpMaterial {
  authenticator: TotpAuthenticator;
  /** Base32. */
  secret: string;
}

interface TotpProof {
  authenticator: TotpAuthenticator;
  timeStep: number;
}

/** Codes of the authenticator apps. Each time step of an app counts once, and none before the last that was used. */
@Injectable()
@AnsweredBy('twoFactorAuthenticationCode', [
  ApiPropertyOptional({
    type: String,
    pattern: '^[0-9]{6}$',
    example: '123456',
    description: 'Exactly one answer is given: this, or another that is named here.',
  }),
  ...totpCodeShape,
])
export class TotpMethod extends SecondFactorMethod<TotpMaterial[], TotpProof> {
  readonly name = 'totp';
  readonly amr = ['otp'];
  override readonly rank = 2;

  constructor(
    private readonly totp: TotpService,
    private readonly authenticators: AuthenticatorsService,
    private readonly pendingSecrets: PendingSecretsService,
    private readonly clockDifferences: ClockDifferencesService,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {
    super();
  }

  isSetUp({ manager, userId }: AccountTransaction): Promise<boolean> {
    return manager.existsBy(TotpAuthenticator, { userId });
  }

  /**
   * Of the apps whose secrets can be read: one that is spoilt does not spoil the others.
   *
   * @throws DecryptionError when there are some, and none can.
   */
  async load({ manager, userId }: AccountTransaction): Promise<TotpMaterial[]> {
    const material: TotpMaterial[] = [];
    let failure: Error | undefined;
    for (const authenticator of await this.authenticators.list(userId, manager)) {
      try {
        const secret = this.cipher.decrypt(authenticator.secret, authenticatorContext(authenticator));
        material.push({ authenticator, secret });
      } catch (error) {
        failure = error as Error;
      }
    }
    if (failure && material.length === 0) {
      throw failure;
    }
    return material;
  }

  /** All apps are tried, whichever the code is of: how long it takes says nothing. */
  async check({
    userId,
    value,
    material,
  }: SecondFactorAnswer<TotpMaterial[]>): Promise<TotpProof | Rejection> {
    const code = value as string;
    const proofs: TotpProof[] = [];
    for (const { authenticator, secret } of material) {
      const timeStep = await this.totp.timeStepOf(code, secret);
      if (timeStep !== undefined) {
        proofs.push({ authenticator, timeStep });
      }
    }
    if (proofs.length > 0) {
      const unused = proofs.find(
        ({ authenticator, timeStep }) => timeStep > (authenticator.lastTimeStep ?? 0),
      );
      return unused ?? { refusal: 'authn_second_factor_replay' };
    }
    const secrets = material.map(({ secret }) => secret);
    const seconds = await this.clockDifferences.note(userId, code, ...secrets);
    // Who is told of a code to come has only to wait for it; one of the past is worth nothing.
    const isTold = seconds !== undefined && seconds < 0;
    return { refusal: 'authn_second_factor_fail', clockDifference: isTold ? seconds : undefined };
  }

  /** The secret stands in the condition, so a code of an authenticator that has just been replaced is worth nothing. */
  async consume({ manager }: AccountTransaction, { authenticator, timeStep }: TotpProof): Promise<boolean> {
    const { id, userId, secret } = authenticator;
    const criteria = { id, userId, secret };
    const { affected } = await manager.update(
      TotpAuthenticator,
      [
        { ...criteria, lastTimeStep: IsNull() },
        { ...criteria, lastTimeStep: LessThan(timeStep) },
      ],
      {
        lastTimeStep: timeStep,
        lastUsedAt: this.clock.now(),
        secret: this.cipher.renew(secret, authenticatorContext(authenticator)),
      },
    );
    return affected === 1;
  }

  async removeAll(tx: AccountTransaction): Promise<void> {
    await this.pendingSecrets.deleteAll(tx);
    await tx.manager.delete(TotpAuthenticator, { userId: tx.userId });
  }

  /** No code that an app has shown until now is accepted any more. */
  async useUpCodes({ manager, userId }: AccountTransaction): Promise<void> {
    const lastTimeStep = this.totp.presentTimeStep();
    await manager.update(
      TotpAuthenticator,
      [
        { userId, lastTimeStep: IsNull() },
        { userId, lastTimeStep: LessThan(lastTimeStep) },
      ],
      { lastTimeStep },
    );
  }
}
