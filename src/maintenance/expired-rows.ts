import type { Environment } from '../options/environment.js';

/** Rows of one table that nothing reads any more. */
export interface ExpiredRows {
  table: string;
  /** SQL; `$1` is the present, less the retention. */
  condition: string;
  /** Seconds that a row is kept after it is of no use. */
  retention: number;
}

const DAY = 86_400;

/** Everything that piles up. A table whose rows expire belongs in this list. */
export function expiredRows({ SECURITY_EVENT_RETENTION }: Environment): ExpiredRows[] {
  return [
    { table: 'sessions', condition: 'idle_expires_at <= $1', retention: 0 },
    { table: 'one_time_tokens', condition: 'expires_at <= $1', retention: 0 },
    { table: 'recovery_tokens', condition: 'expires_at <= $1', retention: 0 },
    { table: 'pending_registrations', condition: 'expires_at <= $1', retention: 0 },
    { table: 'pending_secrets', condition: 'expires_at <= $1', retention: 0 },
    // Longer than they live: another copy's clock may be slow.
    { table: 'used_passkey_challenges', condition: 'expires_at <= $1', retention: DAY },
    { table: 'trusted_devices', condition: 'expires_at <= $1', retention: 0 },
    // As long as browsers keep the cookie.
    { table: 'known_browsers', condition: 'last_used_at <= $1', retention: 400 * DAY },
    {
      table: 'rate_limits',
      condition: 'expire <= extract(epoch FROM $1::timestamptz) * 1000',
      retention: 0,
    },
    { table: 'password_reset_requests', condition: 'created_at <= $1', retention: DAY },
    // Sent or given up by then; until then their number limits further ones, and an operator can see that they went out.
    { table: 'mails', condition: 'created_at <= $1', retention: 7 * DAY },
    { table: 'security_events', condition: 'at <= $1', retention: SECURITY_EVENT_RETENTION },
  ];
}
