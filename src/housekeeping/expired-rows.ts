import type { Environment } from '../config/environment.js';

/** Rows of one table that nothing reads any more. */
export interface ExpiredRows {
  table: string;
  /** The column, or expression, with the time after which a row is of no use. */
  time: string;
  /** Seconds that a row is kept after that. */
  retention: number;
  /** What to do with such a row. */
  action: { delete: true } | { set: string };
}

const DAY = 86_400;

/** Everything that piles up. A table whose rows expire belongs in this list. */
export function expiredRows({ SECURITY_EVENT_RETENTION }: Environment): ExpiredRows[] {
  const action = { delete: true } as const;
  return [
    { table: 'sessions', time: 'idle_expires_at', retention: 0, action },
    { table: 'one_time_tokens', time: 'expires_at', retention: 0, action },
    {
      table: 'two_factor_authentications',
      time: 'pending_expires_at',
      retention: 0,
      action: { set: 'pending_totp_secret = NULL, pending_expires_at = NULL' },
    },
    { table: 'password_reset_requests', time: 'created_at', retention: DAY, action },
    // Sent or given up by then; until then their number limits further ones, and an operator can see that they went out.
    { table: 'mails', time: 'created_at', retention: 7 * DAY, action },
    { table: 'security_events', time: 'at', retention: SECURITY_EVENT_RETENTION, action },
  ];
}
