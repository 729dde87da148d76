import type { Counter } from 'prom-client';
import { ApiException } from '../errors/api.exception.js';
import { isDatabaseUnavailable } from '../errors/database-errors.js';

/** Counts how a piece of work ended: `success`, or the error code in lower case. */
export async function countResult<T, L extends string>(
  counter: Counter<L | 'result'>,
  labels: Partial<Record<L, string>>,
  work: () => Promise<T>,
): Promise<T> {
  const count = (result: string): void => {
    counter.inc({ ...labels, result } as Record<L | 'result', string>);
  };
  try {
    const value = await work();
    count('success');
    return value;
  } catch (error) {
    count(errorCodeOf(error).toLowerCase());
    throw error;
  }
}

function errorCodeOf(error: unknown): string {
  if (error instanceof ApiException) {
    return error.errorCode;
  }
  return isDatabaseUnavailable(error) ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_ERROR';
}
