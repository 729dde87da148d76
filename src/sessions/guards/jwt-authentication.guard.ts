import { Injectable } from '@nestjs/common';
import { SessionGuard } from './session.guard.js';

/** Lets through whoever proved the first factor, also a pending log-in: that the session is alive is enough. */
@Injectable()
export class JwtAuthenticationGuard extends SessionGuard('jwt', () => {}) {}
