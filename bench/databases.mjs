import pg from 'pg';

/** A new, empty database. @returns its URL. */
export async function createDatabase(serverUrl, name) {
  const database = `bench_${name}_${process.pid}`;
  await execute(serverUrl, `CREATE DATABASE ${database}`);
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** 1,000,000 users, and three sessions for each, in two minutes or so. */
export async function fillLarge(url) {
  console.log('Filling 1,000,000 users and 3,000,000 sessions …');
  await execute(
    url,
    `INSERT INTO users (id, email, password_hash, is_two_factor_authentication_enabled, created_at)
     SELECT gen_random_uuid(), 'user-' || n || '@example.com', 'v1.k1.$2b$12$' || repeat('x', 53), true, now()
     FROM generate_series(1, 1000000) n`,
  );
  await execute(
    url,
    `INSERT INTO sessions (id, user_id, is_second_factor_authenticated, amr, remember_me, password_verified_at,
       second_factor_verified_at, created_at, last_seen_at, idle_expires_at, expires_at, ip, user_agent,
       refresh_family_hash, refresh_token_hash)
     SELECT gen_random_uuid(), id, true, '{pwd,otp,mfa}', true, now(), now(), now(), now(),
       now() + interval '14 days' * random(), now() + interval '30 days', '203.0.113.7',
       'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
       sha256(id::text::bytea || n::text::bytea), sha256(n::text::bytea || id::text::bytea)
     FROM users, generate_series(1, 3) n`,
  );
  await execute(url, 'VACUUM ANALYZE');
}

async function execute(url, sql) {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=twofold' });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
