/** SQLSTATE of a violated unique index (PostgreSQL manual, appendix A). */
const UNIQUE_VIOLATION = '23505';

/** SQLSTATE of a row that was to belong to another one, which is not there. */
const FOREIGN_KEY_VIOLATION = '23503';

/** SQLSTATE of a write that was sent to a read-only server. */
const READ_ONLY = '25006';

/** SQLSTATEs of what PostgreSQL gave up in favour of somebody else's work: a conflict, a deadlock. */
const CONFLICT = /^40(?:001|P01)$/;

/** SQLSTATEs of what a role may not do. A schema that it may not use is one that is not there (3F000). */
const NOT_PERMITTED = /^(?:42501|3F000)$/;

/**
 * SQLSTATEs that say "the database cannot serve this now": connection exceptions (08), insufficient
 * resources such as a full disk (53), operator intervention such as a shutdown or a statement timeout (57),
 * a read-only standby after a failover (25006), lock waits that ran out (55P03), and conflicts (40001, 40P01).
 */
const UNAVAILABLE_STATES = new RegExp(`^(?:08|53|57|${READ_ONLY}|55P03|40001|40P01)`);

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

/**
 * Messages of `pg` and `pg-pool` for connections that were cut or never came, and of TypeORM, which lets go of one that was cut
 * between two statements of a transaction; they carry no code.
 */
const UNAVAILABLE_MESSAGES =
  /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end|Driver not Connected|Query runner already released|Database connection provided by a query runner was already released)/i;

interface DriverError extends Error {
  code?: unknown;
  constraint?: unknown;
  driverError?: DriverError;
  errors?: DriverError[];
}

/** Whether a row was to belong to a user who is gone by now: each table's constraint is called `<table>_user_id_fkey`. */
export function isOwnerGone(error: unknown): boolean {
  const constraint = error instanceof Error ? unwrap(error).constraint : undefined;
  return stateOf(error) === FOREIGN_KEY_VIOLATION && String(constraint).endsWith('_user_id_fkey');
}

export function isUniqueViolation(error: unknown): boolean {
  return stateOf(error) === UNIQUE_VIOLATION;
}

export function isReadOnly(error: unknown): boolean {
  return stateOf(error) === READ_ONLY;
}

/** Whether it was rolled back for the sake of others, and may well succeed when it is done again. */
export function isConflict(error: unknown): boolean {
  return CONFLICT.test(stateOf(error));
}

export function isNotPermitted(error: unknown): boolean {
  return NOT_PERMITTED.test(stateOf(error));
}

export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const cause = unwrap(error);
  const code = stateOf(error);
  return (
    UNAVAILABLE_STATES.test(code) ||
    UNAVAILABLE_NODE_CODES.has(code) ||
    UNAVAILABLE_MESSAGES.test(cause.message) ||
    (cause instanceof AggregateError && cause.errors.some(isDatabaseUnavailable))
  );
}

/** SQLSTATE, or what Node.js calls it. */
function stateOf(error: unknown): string {
  const code = error instanceof Error ? unwrap(error).code : undefined;
  return typeof code === 'string' ? code : '';
}

function unwrap(error: DriverError): DriverError {
  return error.driverError ?? error;
}
