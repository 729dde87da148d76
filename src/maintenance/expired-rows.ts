import type { Environment } from '../options/environment.js';

/** Rows of one table that nothing reads any more. */
export interface ExpiredRows {
  table: string;
  /** SQL; `$1` is the present, less the retention. */
  condition: string;
  /** Seconds that a row is kept after it is of no use. */
  retention: number;
  /** What to do with such a row. */
  action: { delete: true } | { set: string };
}

const DAY = 86_400;

/** Everything that piles up. A table whose rows expire belongs in this list. */
export function expiredRows({ SECURITY_EVENT_RETENTION }: Environment): ExpiredRows[] {
  const action = { delete: true } as const;
  return [
    { table: 'sessions', condition: 'idle_expires_at <= $1', retention: 0, action },
    { table: 'one_time_tokens', condition: 'expires_at <= $1', retention: 0, action },
    { table: 'recovery_tokens', condition: 'expires_at <= $1', retention: 0, action },
    { table: 'pending_registrations', condition: 'expires_at <= $1', retention: 0, action },
    { table: 'pending_secrets', condition: 'expires_at <= $1', retention: 0, action },
    // Of the release before, which may still serve.
    {
      table: 'two_factor_authentications',
      condition: 'pending_expires_at <= $1',
      retention: 0,
      action: { set: 'pending_totp_secret = NULL, pending_expires_at = NULL' },
    },
    { table: 'trusted_devices', condition: 'expires_at <= $1', retention: 0, action },
    // As long as browsers keep the cookie.
    { table: 'known_browsers', condition: 'last_used_at <= $1', retention: 400 * DAY, action },
    {
      table: 'rate_limits',
      condition: 'expire <= extract(epoch FROM $1::timestamptz) * 1000',
      retention: 0,
      action,
    },
    { table: 'password_reset_requests', condition: 'created_at <= $1', retention: DAY, action },
    // Sent or given up by then; until then their number limits further ones, and an operator can see that they went out.
    { table: 'mails', condition: 'created_at <= $1', retention: 7 * DAY, action },
    { table: 'security_events', condition: 'at <= $1', retention: SECURITY_EVENT_RETENTION, action },
  ];
}
