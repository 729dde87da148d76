import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { encryptedTotpSecret } from './accounts.mjs';

const fixture = new URL('../test/fixtures/0.1.0.sql', import.meta.url);

/**
 * The tables of release 0.1.0, full: 10,000,000 users, of whom one in ten has 2FA and ten backup codes, 30,000,000 sessions and
 * 100,000,000 security events. Users have random ids, and their rows lie scattered, as they do after years.
 *
 * @param scale 1 for those numbers.
 */
export async function fillHuge(url, scale) {
  const client = new pg.Client(url);
  await client.connect();
  // Tables of the same transaction are not logged, with `wal_level=minimal`.
  await client.query('BEGIN');
  const { tables, constraints } = schemaOf010();
  await client.query(tables);
  await client.query(
    "SET LOCAL search_path = public; SET LOCAL maintenance_work_mem = '1GB'; SET LOCAL work_mem = '512MB'",
  );
  for (const [name, rows, sql] of fillings(scale)) {
    await timed(`${rows.toLocaleString('en')} ${name}`, () => client.query(sql));
  }
  await timed('indexes', () => client.query(constraints));
  await client.query('COMMIT');
  await timed('vacuum', () => client.query('VACUUM (FREEZE, ANALYZE)'));
  const { rows } = await client.query('SELECT pg_database_size(current_database()) / 1e9 AS gigabytes');
  console.log(`In all ${Number(rows[0].gigabytes).toFixed(1)} GB.`);
  await client.end();
}

/** What stands in the dump before and after its rows; of those only the migrations that have run. */
function schemaOf010() {
  const dump = readFileSync(fixture, 'utf8');
  const firstRow = dump.indexOf('INSERT INTO');
  const lastSequence = dump.lastIndexOf('pg_catalog.setval');
  const end = dump.indexOf('\n', lastSequence);
  const migrations = dump.match(/^.*\b(INTO |setval\(')public\.migrations.*\n/gm).join('');
  return { tables: dump.slice(0, firstRow) + migrations, constraints: dump.slice(end) };
}

const userId = (n) => `md5('user ' || ${n})::uuid`;

/** The first one's: the server looks whether its keys open one. */
function firstSecret() {
  const hex = createHash('md5').update('user 10').digest('hex');
  return encryptedTotpSecret(hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
}

function fillings(scale) {
  const users = Math.round(10_000_000 * scale);
  const day = "interval '1 day'";
  const agent = "'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'";
  return [
    [
      'users',
      users,
      `INSERT INTO users (id, email, password_hash, email_verified_at, is_two_factor_authentication_enabled, created_at)
       SELECT ${userId('n')}, 'user-' || n || '@example.com', 'v1.k1.$2b$12$' || repeat('x', 53), now(), n % 10 = 0, now() - 365 * ${day}
       FROM generate_series(1, ${users}) n`,
    ],
    [
      'users with 2FA',
      users / 10,
      `INSERT INTO two_factor_authentications (user_id, totp_secret, enabled_at)
       SELECT ${userId('n')}, CASE n WHEN 10 THEN '${firstSecret()}' ELSE 'v1.k1.' || repeat('x', 80) END, now()
       FROM generate_series(10, ${users}, 10) n`,
    ],
    [
      'backup codes',
      users,
      `INSERT INTO backup_codes (user_id, lookup_id, hash)
       SELECT ${userId('n')}, code, 'v1.k1.$2b$10$' || repeat('x', 53)
       FROM generate_series(10, ${users}, 10) n, generate_series(1, 10) code`,
    ],
    [
      // A fifteenth of them has expired within the last day.
      'sessions',
      3 * users,
      `INSERT INTO sessions (id, user_id, is_second_factor_authenticated, amr, remember_me, password_verified_at,
         second_factor_verified_at, created_at, last_seen_at, idle_expires_at, expires_at, ip, user_agent,
         refresh_family_hash, refresh_token_hash)
       SELECT gen_random_uuid(), ${userId(`1 + n % ${users}`)}, true, '{pwd,otp,mfa}', true, now(), now(), now(), now(),
         now() + 15 * ${day} * random() - ${day}, now() + 30 * ${day}, '203.0.113.7', ${agent},
         uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
       FROM generate_series(1, ${3 * users}) n`,
    ],
    [
      // As they come: of one user after another, over the year that they are kept and a day.
      'security events',
      10 * users,
      `INSERT INTO security_events (id, user_id, type, at, ip, user_agent) OVERRIDING SYSTEM VALUE
       SELECT n, ${userId(`1 + n % ${users}`)}, 'authn_login_success', now() - 366 * ${day} * (1 - n / ${10 * users}.0),
         '203.0.113.7', ${agent}
       FROM generate_series(1, ${10 * users}) n`,
    ],
    ['next event', 10 * users, `SELECT setval('security_events_id_seq', ${10 * users})`],
  ];
}

async function timed(what, work) {
  const start = performance.now();
  await work();
  console.log(`${what}: ${Math.round((performance.now() - start) / 1000)} s`);
}
