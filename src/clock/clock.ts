import { Injectable } from '@nestjs/common';

/**
 * The one source of time. Everything that expires, every TOTP step and every stored timestamp asks this
 * clock and never the database's `now()`, so a test freezes time in one place.
 */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** The present, moved by `seconds` (negative for the past). */
  inSeconds(seconds: number): Date {
    return new Date(this.now().getTime() + seconds * 1000);
  }
}
