import { useEffect, useState } from 'react';
import type { ApiError } from '../api/api-error';

/**
 * Something that the API is asked for when a component appears, and again when `version` changes.
 *
 * @param load must be the same function each time, or it is loaded again.
 */
export function useResource<T>(load: () => Promise<T>, version: number) {
  const [data, setData] = useState<T>();
  const [error, setError] = useState<ApiError>();

  useEffect(() => {
    // An answer that comes after a newer one was asked for is of no interest.
    let isCurrent = true;
    load().then(
      (loaded) => {
        if (isCurrent) {
          setData(loaded);
          setError(undefined);
        }
      },
      (failure: unknown) => isCurrent && setError(failure as ApiError),
    );
    return () => {
      isCurrent = false;
    };
  }, [load, version]);

  return { data, error, isLoading: data === undefined && error === undefined };
}
