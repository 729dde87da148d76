import { OperatorError } from '../errors/operator.error.js';

export class DatabaseUnreachableError extends OperatorError {
  override readonly name = 'DatabaseUnreachableError';

  constructor(databaseUrl: string, cause: unknown) {
    super(`DATABASE_URL ${withoutSecrets(databaseUrl)} cannot be reached: ${reasonOf(cause)}.`, { cause });
  }
}

/** For a name with several addresses Node.js throws an AggregateError, whose message is empty. */
export function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || 'unknown reason';
}

/** A password may also stand in the query, so that is left out altogether. */
function withoutSecrets(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) {
    return '(not a URL)';
  }
  const { protocol, username, host, pathname } = new URL(databaseUrl);
  return `${protocol}//${username && `${username}@`}${host}${pathname}`;
}
