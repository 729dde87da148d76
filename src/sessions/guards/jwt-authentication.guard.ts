import { Injectable } from '@nestjs/common';
import { SessionGuard } from './session.guard.js';

/** Lets through whoever proved the first factor, also a pending log-in. */
@Injectable()
export class JwtAuthenticationGuard extends SessionGuard('jwt') {
  protected admit(): void {
    // That the session is alive is enough.
  }
}
