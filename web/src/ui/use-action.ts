import { useState } from 'react';
import { ApiError } from '../api/api-error';

/** Something that a person starts, waits for, and is told about when it fails. */
export function useAction<Arguments extends unknown[]>(action: (...args: Arguments) => Promise<void>) {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<ApiError>();

  /** @returns whether it worked. */
  async function run(...args: Arguments): Promise<boolean> {
    setIsBusy(true);
    setError(undefined);
    try {
      await action(...args);
      return true;
    } catch (failure) {
      setError(asApiError(failure));
      return false;
    } finally {
      setIsBusy(false);
    }
  }

  return { run, isBusy, error };
}

function asApiError(failure: unknown): ApiError {
  if (failure instanceof ApiError) {
    return failure;
  }
  // Ours, not the API's: let it be seen in the browser's console.
  reportError(failure);
  return new ApiError('INTERNAL_ERROR');
}
