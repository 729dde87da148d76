import { Injectable, Module } from '@nestjs/common';
import { IsString } from 'class-validator';
import {
  type AccountTransaction,
  AnsweredBy,
  type Rejection,
  type SecondFactorAnswer,
  SecondFactorMethod,
} from '../../src/index.js';

/** A second factor of somebody else: flags that are waved once each. All that it takes is in this file. */
@Injectable()
@AnsweredBy('semaphore', [IsString()])
export class SemaphoreMethod extends SecondFactorMethod<void, { flags: string }> {
  readonly name = 'semaphore';
  readonly amr = ['semaphore'];
  /** By user. */
  readonly flags = new Map<string, string>();

  isSetUp({ userId }: AccountTransaction): Promise<boolean> {
    return Promise.resolve(this.flags.has(userId));
  }

  async load(): Promise<void> {
    // The flags are at hand.
  }

  check({ userId, value }: SecondFactorAnswer<void>): Promise<{ flags: string } | Rejection> {
    const flags = String(value);
    const isRight = this.flags.get(userId) === flags;
    return Promise.resolve(isRight ? { flags } : { refusal: 'authn_second_factor_fail' });
  }

  consume({ userId }: AccountTransaction, { flags }: { flags: string }): Promise<boolean> {
    const isRight = this.flags.get(userId) === flags;
    this.flags.set(userId, `${flags}!`);
    return Promise.resolve(isRight);
  }

  removeAll({ userId }: AccountTransaction): Promise<void> {
    this.flags.delete(userId);
    return Promise.resolve();
  }
}

@Module({ providers: [SemaphoreMethod] })
export class SemaphoreModule {}
