import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Environment } from '../options/environment.js';
import { Policy } from './policy.js';

/**
 * Warns of settings that are allowed, and by which an application may trust more than it should. Not while the modules are put
 * together: there is no logger of the application yet, and the line would stand in what a command prints.
 */
@Injectable()
export class TrustCheck implements OnApplicationBootstrap {
  private readonly logger = new Logger(TrustCheck.name);

  constructor(
    private readonly environment: Environment,
    private readonly policy: Policy,
  ) {}

  onApplicationBootstrap(): void {
    const { EMAIL_VERIFICATION, TOKEN_AUDIENCES } = this.environment;
    if (EMAIL_VERIFICATION !== 'required') {
      this.logger.warn(
        'Remote-Email may be an address that nobody has confirmed: set EMAIL_VERIFICATION=required, or let applications go by Remote-User.',
      );
    }
    const scheme = 'https://';
    for (const audience of TOKEN_AUDIENCES) {
      if (audience.startsWith(scheme) && this.policy.has(audience.slice(scheme.length))) {
        this.logger.warn(
          `TOKEN_AUDIENCES has ${audience}, a host of the policy: whoever is logged in gets a token for it, whatever its rules ask for.`,
        );
      }
    }
  }
}
