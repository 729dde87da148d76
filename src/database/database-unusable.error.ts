/** A database that answers, and cannot serve as it is; no waiting changes that. The message is one line. */
export class DatabaseUnusableError extends Error {
  override readonly name = 'DatabaseUnusableError';

  constructor(reason: string, cause?: unknown) {
    super(`${reason}.`, { cause });
  }
}
