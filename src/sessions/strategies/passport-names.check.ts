import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JwtTwoFactorStrategy } from './jwt-two-factor.strategy.js';
import { JwtStrategy } from './jwt.strategy.js';
import { refuseTaken } from './passport-name.js';

/** Refuses a start where another strategy has taken one of our names after we did. */
@Injectable()
export class PassportNamesCheck implements OnApplicationBootstrap {
  onApplicationBootstrap(): void {
    refuseTaken('jwt', JwtStrategy);
    refuseTaken('jwt-two-factor', JwtTwoFactorStrategy);
  }
}
