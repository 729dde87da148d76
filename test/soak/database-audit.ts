import { runCommand } from '../support/command-line.js';
import type { Person } from './person.js';
import type { Site } from './site.js';

type Range = [least: number, most: number];

/** How many rows each table may have, after what was asked for and acknowledged. One that is new has to be explained here. */
export async function auditRows(site: Site, people: Person[]): Promise<void> {
  const ranges: Partial<Record<string, Range>> = { ...accountRows(people), ...requestRows(site) };
  const { rows: tables } = await site.db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'twofold'::regnamespace`,
  );
  for (const { name } of tables) {
    const { rows } = await site.db.query<{ count: number }>(`SELECT count(*)::int FROM ${name}`);
    const count = rows[0]?.count ?? 0;
    const [least, most] = ranges[name] ?? [0, 0];
    if (count < least || count > most) {
      site.watch.find('rows', `${name} has ${count}; from ${least} to ${most} are explained`);
    }
  }
}

function accountRows(people: Person[]): Record<string, Range> {
  const between = (of: (person: Person) => boolean | undefined, each = 1): Range => [
    people.filter((person) => of(person) === true).length * each,
    people.filter((person) => of(person) !== false).length * each,
  ];
  const hasTwoFactor = ({ exists, hasTwoFactor: isOn }: Person) =>
    exists === false || isOn === false ? false : exists && isOn;
  return {
    users: between(({ exists }) => exists),
    totp_authenticators: between(hasTwoFactor),
    second_factor_budgets: between(hasTwoFactor),
    backup_codes: between(hasTwoFactor, 10),
  };
}

function requestRows({ watch, starts, keys }: Site): Record<string, Range> {
  const upTo = (most: number): Range => [0, most];
  const possible = (what: string, status: number) => watch.times(what, status) + watch.lost(what);
  const logIns = possible('POST /authentication/log-in', 200) + possible('POST /authentication/passkey', 200);
  const secondSteps = possible('POST /2fa/authenticate', 200);
  const requests = [...watch.routes.values()].reduce((sum, count) => sum + count, 0);
  const visits = possible('GET /forward-auth/authorize', 303);
  const keysEver = 3 * Number(keys.newest.slice(1));
  return {
    sessions: upTo(logIns - watch.times('POST /authentication/log-out', 204)),
    known_browsers: upTo(logIns + secondSteps),
    trusted_devices: upTo(secondSteps),
    passkeys: upTo(possible('POST /passkeys', 201)),
    used_passkey_challenges: upTo(
      possible('POST /passkeys', 201) + possible('POST /authentication/passkey', 200),
    ),
    pending_secrets: upTo(possible('POST /2fa/generate', 201) - watch.times('POST /2fa/turn-on', 200)),
    pending_registrations: upTo(
      possible('POST /authentication/register', 202) -
        watch.times('POST /account/email-verification/confirm', 204),
    ),
    recovery_tokens: upTo(possible('POST /account/password-reset', 202)),
    password_reset_requests: upTo(possible('POST /account/password-reset', 202)),
    gate_codes: upTo(visits),
    gate_sessions: upTo(visits),
    // By nature: what happened, what was mailed of it, and who has asked.
    security_events: upTo(3 * requests),
    mails: upTo(requests),
    rate_limits: upTo(3 * requests),
    signing_keys: upTo(2),
    used_keys: upTo(keysEver),
    running_copies: upTo(starts.length),
    migrations: upTo(1000),
  };
}

/** Each id of a user or a session is of one that there is; but of events, which outlive accounts without their ids. */
export async function auditReferences({ db, watch }: Site): Promise<void> {
  for (const [column, parent] of [
    ['user_id', 'users'],
    ['session_id', 'sessions'],
    ['known_browser_id', 'known_browsers'],
  ]) {
    const { rows: tables } = await db.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'twofold' AND column_name = $1`,
      [column],
    );
    if (tables.length === 0) {
      watch.find('references', `no table has ${column} any more: this looks for what is no longer there`);
    }
    for (const { name } of tables) {
      const { rows } = await db.query<{ count: number }>(
        `SELECT count(*)::int FROM ${name} WHERE ${column} IS NOT NULL
         AND NOT EXISTS (SELECT FROM ${parent} parent WHERE parent.id = ${name}.${column})`,
      );
      if (rows[0]?.count !== 0) {
        watch.find('references', `${rows[0]?.count} rows of ${name} have a ${column} of nothing`);
      }
    }
  }
}

/** After everybody has logged in and has new backup codes nothing is under an old key, and a start without them is let in. */
export async function auditKeys(site: Site): Promise<void> {
  const { keys, watch } = site;
  keys.removeOld([]);
  const { exitCode, stdout, stderr } = await runCommand(['keys', 'check'], site.settings());
  if (exitCode !== 0) {
    watch.find('keys', `keys check: ${stderr}`);
    return;
  }
  const report = JSON.parse(stdout) as Record<string, { rows?: Record<string, unknown> }>;
  const kids = Object.values(report).flatMap(({ rows = {} }) => Object.keys(rows));
  if (kids.length === 0 || kids.some((kid) => kid !== keys.newest)) {
    watch.find('keys', `rows are under ${kids.join(', ') || 'no key'}, and not under ${keys.newest} alone`);
  }
}
