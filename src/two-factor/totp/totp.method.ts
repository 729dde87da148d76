import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { SecretCipher } from '../../crypto/secret-cipher.js';
import { ApiPropertyOptional } from '../../http/documentation.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import { type Rejection, type SecondFactorAnswer, SecondFactorMethod } from '../second-factor-method.js';
import { AnsweredBy } from '../second-factor.dto.js';
import { ClockDifferencesService } from './clock-differences.service.js';
import { type ConfirmedSecret, PendingSecretsService } from './pending-secrets.service.js';
import { TotpAuthenticator } from './totp-authenticator.entity.js';
import { totpCodeShape } from './totp-code.decorators.js';
import { authenticatorContext } from './totp-secret.js';
import { TotpService } from './totp.service.js';

const NAME = 'Authenticator';

interface TotpMaterial {
  authenticator: TotpAuthenticator;
  /** Base32. */
  secret: string;
}

interface TotpProof {
  authenticator: TotpAuthenticator;
  timeStep: number;
}

/** Codes of an authenticator app. Each time step counts once, and none before the last that was used. */
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
export class TotpMethod extends SecondFactorMethod<TotpMaterial | undefined, TotpProof> {
  readonly name = 'totp';
  readonly amr = ['otp'];
  override readonly rank = 2;

  constructor(
    private readonly totp: TotpService,
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

  /** @throws DecryptionError */
  async load({ manager, userId }: AccountTransaction): Promise<TotpMaterial | undefined> {
    const authenticator = await manager.findOneBy(TotpAuthenticator, { userId });
    if (!authenticator) {
      return undefined;
    }
    const secret = this.cipher.decrypt(authenticator.secret, authenticatorContext(authenticator));
    return { authenticator, secret };
  }

  async check({
    userId,
    value,
    material,
  }: SecondFactorAnswer<TotpMaterial | undefined>): Promise<TotpProof | Rejection> {
    if (!material) {
      return { refusal: 'authn_second_factor_fail' };
    }
    const { authenticator, secret } = material;
    const code = value as string;
    const timeStep = await this.totp.timeStepOf(code, secret);
    if (timeStep === undefined) {
      const seconds = await this.clockDifferences.note(userId, code, secret);
      // Who is told of a code to come has only to wait for it; one of the past is worth nothing.
      const isTold = seconds !== undefined && seconds < 0;
      return { refusal: 'authn_second_factor_fail', clockDifference: isTold ? seconds : undefined };
    }
    return timeStep > (authenticator.lastTimeStep ?? 0)
      ? { authenticator, timeStep }
      : { refusal: 'authn_second_factor_replay' };
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

  /** Makes the app whose secret was confirmed the only one; its id is the user's. */
  async replaceAll(
    { manager, userId }: AccountTransaction,
    { secret, timeStep }: ConfirmedSecret,
  ): Promise<void> {
    const now = this.clock.now();
    await manager.delete(TotpAuthenticator, { userId });
    await manager.insert(TotpAuthenticator, {
      id: userId,
      userId,
      name: NAME,
      secret: this.cipher.encrypt(secret, authenticatorContext({ id: userId, userId })),
      lastTimeStep: timeStep,
      createdAt: now,
      lastUsedAt: now,
    });
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
