import { type SecurityEvent, worryingEvents } from './security-event-texts';

export interface ActivityRow {
  event: SecurityEvent;
  /** What came before the event and belongs to it, newest first. */
  parts: SecurityEvent[];
}

const partsOfLogIn: ReadonlySet<SecurityEvent['type']> = new Set([
  'authn_first_factor_success',
  'authn_second_factor_success',
  'authn_login_new_browser',
  'backup_code_used',
  'trusted_device_added',
]);

/** Milliseconds that a log-in may take from the password to the code; the API gives up sooner. */
const LONGEST_LOG_IN = 15 * 60_000;

/**
 * A log-in is several events, and one row. What went wrong on the way keeps a row of its own.
 *
 * @param events newest first.
 */
export function activityRows(events: SecurityEvent[]): ActivityRow[] {
  const rows: ActivityRow[] = [];
  let logIn: ActivityRow | undefined;
  for (const event of events) {
    if (logIn && isPartOf(logIn.event, event)) {
      logIn.parts.push(event);
      if (event.type === 'authn_first_factor_success') {
        logIn = undefined;
      }
      continue;
    }
    const row: ActivityRow = { event, parts: [] };
    rows.push(row);
    if (event.type === 'authn_login_success') {
      logIn = row;
    } else if (!worryingEvents.has(event.type)) {
      logIn = undefined;
    }
  }
  return rows;
}

function isPartOf(logIn: SecurityEvent, { type, at, ip, userAgent }: SecurityEvent): boolean {
  return (
    partsOfLogIn.has(type) &&
    ip === logIn.ip &&
    userAgent === logIn.userAgent &&
    Date.parse(logIn.at) - Date.parse(at) <= LONGEST_LOG_IN
  );
}
