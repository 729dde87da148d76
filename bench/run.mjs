/**
 * Measures Twofold beside what it is compared with, in alternation, and prints one table. Starts everything itself.
 *
 *     npm run bench -- [--large|--huge] [--rounds=9] [--seconds=1] [--soak=1000000]
 *        [--only=guarded,host,forward-auth,revocation,password,passkey,second-factor,refresh,log-out,lists,png,svg,costs,storm,process]
 *
 * `--large` adds a second server on a database of 1,000,000 users and 3,000,000 sessions; `--huge` one of ten times as many, and
 * 100,000,000 security events, which release 0.1.0 has left: its migration and its housekeeping are measured, too. It takes 60 GB
 * of disk and an hour; `--huge=0.01` a hundredth of it. `--only` leaves the other groups out. What counts are ratios: whatever else the machine does meets all alike. `CPU` is what the server's process used per
 * request, which a busy machine disturbs less than requests per second.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accounts, requestText } from './accounts.mjs';
import { costOf } from './costs.mjs';
import { createDatabase, fillLarge } from './databases.mjs';
import { housekeepingTimes } from './housekeeping.mjs';
import { fillHuge } from './huge.mjs';
import { watchMigration } from './migration-locks.mjs';
import { startPostgres } from './postgres.mjs';
import { cpuOf, startLoad, startServer, startTwofold } from './processes.mjs';
import { describeMachine, median, printTable } from './report.mjs';
import {
  forwardAuth,
  forwarded,
  guarded,
  guardedBehind,
  hostGuarded,
  lists,
  logIns,
  logOuts,
  passkeyLogIns,
  passkeyOptions,
  policy,
  qrCodes,
  refreshes,
  secondFactors,
} from './requests.mjs';
import { revocationTimes } from './revocation.mjs';
import { storm, stormOfOne } from './storms.mjs';

const options = Object.fromEntries(
  process.argv.slice(2).map((argument) => argument.replace(/^--/, '').split('=')),
);
const rounds = Number(options.rounds ?? 9);
const seconds = Number(options.seconds ?? 1);
const soak = Number(options.soak ?? 1_000_000);

// What a machine of 24 GB gives a database; the empty one has the same.
const postgres = await startPostgres(
  'huge' in options
    ? { shared_buffers: '4GB', max_wal_size: '8GB', wal_level: 'minimal', max_wal_senders: '0' }
    : {},
);
const load = await startLoad();
const stops = [() => load.stop()];
try {
  await main();
} finally {
  await Promise.allSettled(stops.map((stop) => stop()));
  await postgres.stop();
  process.disconnect?.();
}

async function main() {
  console.log(describeMachine());
  const bare = await server('servers/bare-http.mjs');
  const nest = await server('servers/empty-nest.mjs');
  const bcrypt = await server('servers/bcrypt-alone.mjs');
  const article = await server('servers/article.mjs', {
    DATABASE_URL: await createDatabase(postgres.url, 'article'),
  });
  const twofold = await twofoldOn('twofold');
  const large = await fullOne();

  const rows = [
    ...(await compare('guarded', 32, [
      ['bare node:http', bare, () => [requestText('GET', '/')]],
      ['NestJS on Fastify, an empty route', nest, () => [requestText('GET', '/empty')]],
      [
        "the article's shape, guarded",
        article,
        () => [
          requestText('GET', '/authentication').replace(
            '\r\n\r\n',
            `\r\nCookie: ${article.ready.cookie}\r\n\r\n`,
          ),
        ],
      ],
      ...twins('GET /authentication', guarded),
    ])),
    ...(await compare('host on Express', 32, await hostContenders('express'))),
    ...(await compare('host on Fastify', 32, await hostContenders('fastify'))),
    ...(await compare('forward-auth', 32, await gateContenders(twofold))),
    ...(await compare('password', 8, [
      ['bcrypt alone, one a core', bcrypt, () => [requestText('GET', '/')], { stretch: 5 }],
      // Longer, since a round of a second has only eight of them, and ends with an idle core.
      ...twins('POST /authentication/log-in', logIns({ isKnown: true }), { stretch: 5 }),
      ...twins('the same, from a new browser', logIns({ isKnown: false }), { stretch: 5 }),
    ])),
    ...(await compare('passkey', 8, [
      ...twins('POST /authentication/passkey', passkeyLogIns, { isOnce: true }),
      ...twins('POST /authentication/passkey/options', passkeyOptions),
    ])),
    ...(await compare('second-factor', 8, twins('POST /2fa/authenticate', secondFactors, { isOnce: true }))),
    ...(await compare('refresh', 8, twins('POST /authentication/refresh', refreshes, { isOnce: true }))),
    ...(await compare('log-out', 8, twins('POST /authentication/log-out', logOuts, { isOnce: true }))),
    ...(await compare('lists', 8, twins('GET /sessions', lists('/sessions')))),
    ...(await compare(
      'lists of events',
      8,
      twins('GET /account/security-events', lists('/account/security-events')),
    )),
    ...(await compare('png', 8, twins('POST /2fa/generate, PNG', qrCodes('image/png')))),
    ...(await compare('svg', 8, twins('POST /2fa/generate, SVG', qrCodes('image/svg+xml')))),
  ];
  printTable(rows);
  if (isWanted('costs')) {
    await costs(twofold);
  }
  if (isWanted('revocation')) {
    await revocation(twofold);
  }
  if (isWanted('storm')) {
    await storm(twofold, load);
    await stormOfOne(twofold, load);
  }
  if (isWanted('process')) {
    await processFigures(twofold);
  }

  /** The same requests to the server on the empty database and, if there is one, to that on the large. */
  function twins(name, requests, more = {}) {
    return [
      [`Twofold, ${name}`, twofold, requests, more],
      ...(large ? [[`the same, ${large.name}`, large, requests, more]] : []),
    ];
  }
}

function isWanted(group) {
  return !options.only || options.only.split(',').includes(group.split(' ')[0]);
}

async function server(path, environment) {
  const started = await startServer(path, environment);
  stops.push(started.stop);
  return started;
}

async function twofoldOn(database, fill = () => {}) {
  const url = await createDatabase(postgres.url, database);
  // The first start migrates.
  await (await startTwofold({ DATABASE_URL: url })).stop();
  await fill(url);
  return serve(url);
}

async function serve(url) {
  const started = await startTwofold({ DATABASE_URL: url });
  const accounts = new Accounts(url);
  stops.push(started.stop, () => accounts.end());
  return { ...started, accounts, databaseUrl: url };
}

async function fullOne() {
  if ('large' in options) {
    return { ...(await twofoldOn('large', fillLarge)), name: '1,000,000 users' };
  }
  if (!('huge' in options)) {
    return undefined;
  }
  const scale = Number(options.huge ?? 1);
  const url = await createDatabase(postgres.url, 'huge');
  await fillHuge(url, scale);
  await migration(url);
  const huge = { ...(await serve(url)), name: `${(10_000_000 * scale).toLocaleString('en')} users` };
  await housekeeping(huge);
  return huge;
}

async function migration(url) {
  const { held, statements } = await watchMigration(url, async () => {
    const first = await startTwofold({ DATABASE_URL: url });
    console.log(`Migrated from 0.1.0, and ready, in ${(first.startedWithin / 1000).toFixed(1)} s.`);
    await first.stop();
  });
  const describe = (times) =>
    times.map(([what, ms]) => `  ${Math.round(ms).toLocaleString('en')} ms: ${what}`).join('\n');
  console.log(
    `Locked longest:\n${describe(held.slice(0, 1))}\nStatements:\n${describe(statements.slice(0, 5))}`,
  );
}

async function housekeeping(target) {
  const { rows, left, seconds, calm, meanwhile } = await housekeepingTimes(target, load);
  const describe = ({ guarded, secondFactor }) =>
    `guarded p50 ${guarded.p50.toFixed(1)} ms, p99 ${guarded.p99.toFixed(1)} ms; a code p50 ${secondFactor.p50.toFixed(1)} ms, p99 ${secondFactor.p99.toFixed(1)} ms`;
  console.log(`
What expired in a day: ${rows.toLocaleString('en')} rows deleted in ${Math.round(seconds)} s (${left} left).
Meanwhile ${describe(meanwhile)};
in calm ${describe(calm)}.
`);
}

/** Rows for the table; the ratio is to the first of them. */
async function compare(group, connections, contenders) {
  if (!isWanted(group)) {
    return [];
  }
  const results = contenders.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [
      index,
      [name, target, requests, { isOnce = false, stretch = 1 } = {}],
    ] of contenders.entries()) {
      const texts = await requests(target.accounts);
      const cpu = cpuOf(target.pid);
      const result = await load.run({
        port: target.port,
        connections,
        seconds: isOnce ? 60 : stretch * (round < 0 ? seconds / 2 : seconds),
        requests: texts,
        ...(isOnce && { limit: texts.length }),
      });
      const failed = Object.keys(result.statuses).filter((status) => !/^2/.test(status));
      if (failed.length > 0) {
        throw new Error(`${name}: ${JSON.stringify(result.statuses)}`);
      }
      // The first round warms up.
      if (round >= 0) {
        results[index].push({ ...result, cpu: ((cpuOf(target.pid) - cpu) / result.count) * 1e6 });
      }
    }
  }
  const of = (index, key) => median(results[index].map((result) => result[key]));
  return contenders.map(([name], index) => ({
    group,
    name,
    perSecond: of(index, 'perSecond'),
    ratio: of(index, 'perSecond') / of(0, 'perSecond'),
    p50: of(index, 'p50'),
    p99: of(index, 'p99'),
    cpu: of(index, 'cpu'),
  }));
}

/** The same guarded route of an application with either package; the ratio is to the rival's default. */
async function hostContenders(adapter) {
  if (!isWanted('host')) {
    return [];
  }
  const rival = async (name, environment) => {
    const DATABASE_URL = await createDatabase(postgres.url, `${name}_${adapter}`);
    const started = await server('better-auth/server.mjs', {
      DATABASE_URL,
      ADAPTER: adapter,
      ...environment,
    });
    return [
      started,
      () => started.ready.cookies.map((Cookie) => requestText('GET', '/notes', { headers: { Cookie } })),
    ];
  };
  const DATABASE_URL = await createDatabase(postgres.url, `host_${adapter}`);
  const host = await server('servers/twofold-host.mjs', { DATABASE_URL, ADAPTER: adapter });
  const accounts = new Accounts(DATABASE_URL);
  stops.push(() => accounts.end());
  return [
    [`nestjs-better-auth on ${adapter}`, ...(await rival('rival', {}))],
    ['the same, believing a cookie for 5 minutes', ...(await rival('cached', { COOKIE_CACHE: 'on' }))],
    [`Twofold on ${adapter}`, { ...host, accounts }, hostGuarded],
  ];
}

/** Of one process, asked by one proxy: a guarded route, and two that proxies ask about others. */
async function gateContenders(target) {
  if (!isWanted('forward-auth')) {
    return [];
  }
  const gated = { ...(await startGated(target)), accounts: target.accounts };
  return [
    ['Twofold with a policy, GET /authentication', gated, guardedBehind(forwarded)],
    ['GET /forward-auth', gated, forwardAuth('/forward-auth')],
    ['GET /forward-auth/nginx', gated, forwardAuth('/forward-auth/nginx')],
  ];
}

async function startGated({ databaseUrl }) {
  const file = join(mkdtempSync(join(tmpdir(), 'twofold-bench-')), 'policy.json');
  writeFileSync(file, JSON.stringify(policy));
  const started = await startTwofold({
    DATABASE_URL: databaseUrl,
    TRUSTED_PROXIES: '127.0.0.1',
    FORWARD_AUTH_POLICY_FILE: file,
  });
  stops.push(started.stop);
  return started;
}

async function costs(target) {
  console.log('\nWhat a request costs the database:');
  for (const [name, requests] of [
    ['log-in from a known browser', logIns({ isKnown: true })],
    ['log-in from a new browser', logIns({ isKnown: false })],
    ['a code', secondFactors],
    ['refresh', refreshes],
    ['log-out', logOuts],
  ]) {
    const { transactions, rows, wal } = await costOf(target, load, requests);
    console.log(
      `${name}: ${transactions.toFixed(1)} transactions, ${rows.toFixed(1)} rows, ${(wal / 1000).toFixed(1)} kB of WAL`,
    );
  }
}

async function revocation(target) {
  const copies = [await startGated(target), await startGated(target)];
  const times = await revocationTimes(target.accounts, copies, 100);
  const describe = (key) => {
    const all = times.map((time) => time[key]).toSorted((a, b) => a - b);
    return [0.5, 0.95, 0.99].map((share) => all[Math.floor(all.length * share)].toFixed(1)).join(', ');
  };
  console.log(`
A log-out at one copy closes a protected host at the other: p50, p95 and longest of ${times.length} in ms ${describe('sinceSent')} from the sending of the
log-out, ${describe('sinceAnswered')} from its answer.`);
}

async function processFigures(target) {
  const starts = [];
  for (let round = 0; round < 3; round++) {
    const again = await startTwofold({ DATABASE_URL: target.databaseUrl });
    starts.push({ milliseconds: again.startedWithin, rss: again.rss() });
    await again.stop();
  }
  const fresh = await startTwofold({ DATABASE_URL: target.databaseUrl });
  stops.push(fresh.stop);
  const before = fresh.rss();
  await load.run({
    port: fresh.port,
    requests: await guarded(target.accounts),
    connections: 32,
    seconds: 3600,
    limit: soak,
  });
  const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
  console.log(`
Cold start until /health/ready: ${Math.round(median(starts.map(({ milliseconds }) => milliseconds)))} ms.
RSS after the start ${megabytes(before)}, after ${soak.toLocaleString('en')} guarded requests ${megabytes(fresh.rss())}.`);
}
