/** Milliseconds that anything waits for an answer or for another tab; then the person is told. */
const DEADLINE = 10_000;

/** Aborts with a `TimeoutError`. */
export function deadline(): AbortSignal {
  return AbortSignal.timeout(DEADLINE);
}
