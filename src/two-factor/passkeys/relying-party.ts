import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Not, Repository } from 'typeorm';
import { Environment } from '../../options/environment.js';
import { Passkey } from './passkey.entity.js';
import { PasskeysUnavailableException } from './passkey.exceptions.js';

/** What passkeys are for, in the words of WebAuthn: this server. */
@Injectable()
export class RelyingParty implements OnApplicationBootstrap {
  private readonly logger = new Logger('Passkeys');
  readonly name: string;
  /** The pages that may ask for passkeys. */
  readonly origins: string[];

  constructor(
    @InjectRepository(Passkey) private readonly passkeys: Repository<Passkey>,
    private readonly environment: Environment,
  ) {
    this.name = environment.TWO_FACTOR_AUTHENTICATION_APP_NAME;
    this.origins = [environment.PUBLIC_URL, ...environment.FRONTEND_ORIGINS];
  }

  /** Of which the passkeys would be. */
  get host(): string {
    return this.usableId ?? new URL(this.environment.PUBLIC_URL).hostname;
  }

  /** Undefined where there can be no passkeys. */
  get usableId(): string | undefined {
    return this.environment.passkeyRpId;
  }

  /** @throws PasskeysUnavailableException */
  get id(): string {
    this.refuseUnavailable();
    return this.usableId as string;
  }

  /** @throws PasskeysUnavailableException */
  refuseUnavailable(): void {
    if (this.usableId === undefined) {
      throw new PasskeysUnavailableException();
    }
  }

  /** Nobody waits for it: it reads the whole table. */
  onApplicationBootstrap(): void {
    this.warnOfOrphans().catch(({ message }: Error) =>
      this.logger.warn(`Passkeys of other hosts could not be counted: ${message}`),
    );
  }

  private async warnOfOrphans(): Promise<void> {
    const host = this.usableId ?? '';
    const orphans = await this.passkeys.countBy({ rpId: Not(host) });
    if (orphans > 0) {
      this.logger.warn(
        `${orphans} passkeys are for another host than "${host}" and cannot be used: see PASSKEY_RP_ID.`,
      );
    }
  }
}
