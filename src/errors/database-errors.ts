/** SQLSTATE of a violated unique index (PostgreSQL manual, appendix A). */
const UNIQUE_VIOLATION = '23505';

/**
 * SQLSTATEs that say "the database cannot serve this now": connection exceptions (08), insufficient
 * resources such as a full disk (53), operator intervention such as a shutdown or a statement timeout (57),
 * a read-only standby after a failover (25006), and lock waits that ran out (55P03, 40P01).
 */
const UNAVAILABLE_STATES = /^(?:08|53|57|25006|55P03|40P01)/;

const UNAVAILABLE_NODE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** Messages of `pg` and `pg-pool` for connections that were cut or never came; they carry no code. */
const UNAVAILABLE_MESSAGES =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end|Driver not Connected)/i;

interface DriverError extends Error {
  code?: unknown;
  driverError?: DriverError;
  errors?: DriverError[];
}

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && (unwrap(error).code as string | undefined) === UNIQUE_VIOLATION;
}

export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const cause = unwrap(error);
  const code = typeof cause.code === 'string' ? cause.code : '';
  return (
    UNAVAILABLE_STATES.test(code) ||
    UNAVAILABLE_NODE_CODES.has(code) ||
    UNAVAILABLE_MESSAGES.test(cause.message) ||
    (cause instanceof AggregateError && cause.errors.some(isDatabaseUnavailable))
  );
}

function unwrap(error: DriverError): DriverError {
  return error.driverError ?? error;
}
