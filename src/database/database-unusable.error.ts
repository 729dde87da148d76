import { OperatorError } from '../errors/operator.error.js';

/** A database that answers, and cannot serve as it is; no waiting changes that. */
export class DatabaseUnusableError extends OperatorError {
  override readonly name = 'DatabaseUnusableError';

  constructor(reason: string, cause?: unknown) {
    super(`${reason}.`, { cause });
  }
}
