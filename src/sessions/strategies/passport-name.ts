import type { Type } from '@nestjs/common';
import passport from 'passport';
import { OperatorError } from '../../errors/operator.error.js';

class PassportNameTakenError extends OperatorError {}

type Strategies = Record<'_strategy', (name: string) => object | undefined>;

/**
 * Passport is one for the whole process: who registers a strategy under a name that is taken decides who is let in by the guards
 * of the first.
 *
 * @throws OperatorError where the name is another strategy's.
 */
export function refuseTaken(name: string, ours: Type): void {
  const registered = (passport as unknown as Strategies)['_strategy'](name);
  if (registered && !(registered instanceof ours)) {
    throw new PassportNameTakenError(
      `The Passport strategy "${name}" is Twofold's, and ${registered.constructor.name} is registered under that name, too: give yours another one, as in PassportStrategy(Strategy, 'my-${name}').`,
    );
  }
}

/** What a strategy of ours registers itself with. */
export function passportFor(name: string, ours: Type): typeof passport {
  refuseTaken(name, ours);
  return passport;
}
