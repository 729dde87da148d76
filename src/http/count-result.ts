import type { Counter } from 'prom-client';
import { toApiException } from './to-api-exception.js';

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
    count((toApiException(error)?.errorCode ?? 'INTERNAL_ERROR').toLowerCase());
    throw error;
  }
}
