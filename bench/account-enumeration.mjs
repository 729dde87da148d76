/**
 * Whether the time of an answer tells if an address has an account: interleaved pairs of requests for a known and an unknown
 * address, on the built server with EMAIL_VERIFICATION=required (OWASP ASVS v5.0.0-6.3.8). Of the difference in each pair the
 * median is printed, and where that lies with 95 % certainty: 0 within it means that nothing is told.
 *
 *     npm run build && node bench/account-enumeration.mjs [pairs]
 *
 * A tenth as many where a password is hashed, and a fiftieth where two seconds are watched. Uses DATABASE_URL if it is set,
 * else an embedded database in a temporary folder.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pairs = Number(process.argv[2] ?? 5000);
/** So many mails of a kind an address gets in an hour; after that less is done for it, be it known or not. */
const PAIRS_PER_ADDRESS = 5;
const port = '3977';
const dataDirectory = mkdtempSync(join(tmpdir(), 'twofold-bench-'));
let address = 0;
const password = 'correct horse battery staple';

const server = spawn(process.execPath, [fileURLToPath(new URL('../dist/main.js', import.meta.url))], {
  env: {
    ...process.env,
    PORT: port,
    DATA_DIR: dataDirectory,
    EMAIL_VERIFICATION: 'required',
    // Each request comes from another address, so that no limit is met.
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'error',
    // Hashes take the same time, and much of it; with cheap ones the rest is seen more sharply.
    BCRYPT_COST: '10',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  await ready();
  await register('known', pairs);
  await register('watched', pairs / 50);
  await confirmAll();
  const reset = (email) => post('/account/password-reset', { email });
  await measure(pairs, emailsOf('known', 'other'), [
    ['a password reset', reset],
    ['what follows it at once', () => get('/health/ready')],
  ]);
  // Two that have no account, which tells what this machine can tell at all.
  await measure(pairs, emailsOf('third', 'forth'), [
    ['control: a password reset', reset],
    ['control: what follows it at once', () => get('/health/ready')],
  ]);
  await measure(pairs / 50, emailsOf('watched', 'passing'), [
    ['a password reset', reset],
    ['the longest request of the two seconds after it', () => longestOf(2200)],
  ]);
  await measure(pairs / 10, emailsOf('known', 'fresh'), [
    ['a registration', (email) => post('/authentication/register', { email, password })],
  ]);
  await measure(pairs / 10, emailsOf('known', 'other'), [
    ['a log-in', (email) => post('/authentication/log-in', { email, password: 'wrong password of mine' })],
  ]);
  await measurePastLimit('a log-in past the limit', { from: '192.0.2.1' });
  await measurePastLimit('the same in a browser that another account knows', {
    from: '192.0.2.2',
    headers: { cookie: await knownBrowser() },
  });
} finally {
  server.kill();
  rmSync(dataDirectory, { recursive: true, force: true });
}

async function register(kind, count) {
  for (let number = 0; number * PAIRS_PER_ADDRESS < count; number++) {
    await post('/authentication/register', { email: addressOf(kind, number), password });
  }
}

/**
 * @param steps what is done one after the other, with the name that each is reported under; a number that one
 *   returns is reported in place of its time.
 */
async function measure(count, emailOf, steps) {
  const measured = steps.map(() => ({ known: [], unknown: [] }));
  for (let index = 0; index < count; index++) {
    // In turn, so that whatever else the machine does meets both alike.
    for (const kind of index % 2 ? ['known', 'unknown'] : ['unknown', 'known']) {
      const email = emailOf(kind, index);
      for (const [step, [, work]] of steps.entries()) {
        const begin = performance.now();
        const result = await work(email);
        measured[step][kind].push(result ?? performance.now() - begin);
      }
      // What is done after the answer should not stand in the next one's way.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  steps.forEach(([title], step) => report(title, measured[step]));
}

/** One address of either kind: ten tries of each are used up first. */
async function measurePastLimit(title, options) {
  const emails = { known: addressOf('known', 0), unknown: addressOf('other', 0) };
  const logIn = (email, status) =>
    post('/authentication/log-in', { email, password: 'wrong' }, { ...options, status });
  for (let attempt = 0; attempt < 10; attempt++) {
    await logIn(emails.known, 401);
    await logIn(emails.unknown, 401);
  }
  await measure(pairs, (kind) => emails[kind], [[title, (email) => logIn(email, 429)]]);
}

/** @returns the milliseconds of the slowest of requests that are sent one after the other for so many milliseconds. */
async function longestOf(duration) {
  const end = performance.now() + duration;
  let longest = 0;
  while (performance.now() < end) {
    const begin = performance.now();
    await get('/health/ready');
    longest = Math.max(longest, performance.now() - begin);
  }
  return longest;
}

function report(title, { known, unknown }) {
  const differences = known.map((time, index) => time - unknown[index]).toSorted((a, b) => a - b);
  const middle = differences.length / 2;
  // The order statistics between which the median is, by the binomial distribution.
  const margin = 0.98 * Math.sqrt(differences.length);
  const bounds = [differences[Math.floor(middle - margin)], differences[Math.ceil(middle + margin)]];
  const inMicroseconds = (value) => Math.round(value * 1000);
  const [medianKnown, medianUnknown] = [median(known), median(unknown)];
  console.log(
    `${title.padEnd(50)} known ${medianKnown.toFixed(2)} ms, unknown ${medianUnknown.toFixed(2)} ms ` +
      `(ratio ${(medianKnown / medianUnknown).toFixed(3)}), difference ${inMicroseconds(median(differences))} µs ` +
      `(95 %: ${bounds.map(inMicroseconds).join(' to ')}; ${differences.length} pairs)`,
  );
}

/** @returns the cookies of a browser in which an account was logged in before. */
async function knownBrowser() {
  const email = addressOf('known', 1);
  const response = await send('/authentication/log-in', { email, password }, {});
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return cookies.find((cookie) => cookie.startsWith('KnownBrowser='));
}

/** An address of each kind for a few pairs; of the same length, so that nothing but the account differs. */
function emailsOf(known, unknown) {
  return (kind, index) => addressOf({ known, unknown }[kind], Math.floor(index / PAIRS_PER_ADDRESS));
}

function addressOf(kind, number) {
  return `${kind}-${number}@example.com`;
}

/** Opens the links of all mails, once they have been written. */
async function confirmAll() {
  const mails = join(dataDirectory, 'mail');
  await new Promise((resolve) => setTimeout(resolve, 2000));
  for (const name of readdirSync(mails).filter((file) => file.endsWith('.eml'))) {
    const [, token] = /#token=([\w-]+)/.exec(readFileSync(join(mails, name), 'utf8')) ?? [];
    await post('/account/email-verification/confirm', { token });
  }
}

async function post(path, body, options = {}) {
  const { status } = await send(path, body, options);
  if (
    options.status === undefined
      ? status >= 500 || status === 429 || status === 400
      : status !== options.status
  ) {
    throw new Error(`${path}: ${status}`);
  }
}

async function send(path, body, { headers = {}, from = nextAddress() }) {
  const response = await fetch(`http://localhost:${port}${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify(body),
  });
  await response.text();
  return response;
}

async function get(path) {
  await (await fetch(`http://localhost:${port}${path}`)).text();
}

function nextAddress() {
  const next = address++;
  return `10.${(next >> 16) & 255}.${(next >> 8) & 255}.${next & 255}`;
}

async function ready() {
  for (;;) {
    try {
      if ((await fetch(`http://localhost:${port}/health/ready`)).ok) return;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
