/** A bad environment variable. The message is one line that names the variable. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';

  constructor(variable: string, reason: string) {
    super(`${variable} ${reason}.`);
  }
}
