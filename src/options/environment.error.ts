import { OperatorError } from '../errors/operator.error.js';

/** A bad environment variable, which the message names. */
export class EnvironmentError extends OperatorError {
  override readonly name = 'EnvironmentError';

  constructor(variable: string, reason: string) {
    super(`${variable} ${reason}.`);
  }
}
