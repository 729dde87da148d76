/**
 * Whether the time of an answer tells if an address has an account: interleaved pairs of requests for a known and an unknown
 * address, on the built server with EMAIL_VERIFICATION=required (OWASP ASVS v5.0.0-6.3.8). Of the difference in each pair the
 * median is printed, and where that lies with 95 % certainty: 0 within it means that nothing is told.
 *
 *     npm run build && node bench/account-enumeration.mjs [samples]
 *
 * Uses DATABASE_URL if it is set, else an embedded database in a temporary folder.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const samples = Number(process.argv[2] ?? 200);
/** So many mails of a kind an address gets in an hour; after that less is done for it, be it known or not. */
const SAMPLES_PER_ADDRESS = 5;
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
  for (let index = 0; index * SAMPLES_PER_ADDRESS < samples; index++) {
    await post('/authentication/register', { email: addressOf('known', index), password });
  }
  await confirmAll();
  const reset = (email) => post('/account/password-reset', { email });
  const logIn = (email) => post('/authentication/log-in', { email, password: 'wrong password of mine' });
  await measure('a password reset', reset);
  await measure('what follows it at once', () => get('/authentication'), reset);
  await measure('a registration', (email) => post('/authentication/register', { email, password }));
  await measure('a log-in', logIn);
  await measurePastLimit('a log-in past the limit', {});
  await measurePastLimit('the same in a browser that another account knows', {
    cookie: await knownBrowser(),
  });
} finally {
  server.kill();
  rmSync(dataDirectory, { recursive: true, force: true });
}

/** @param before what is done first, and not measured. */
async function measure(title, request, before = () => {}) {
  const differences = [];
  const times = { known: [], unknown: [] };
  for (let index = 0; index < samples; index++) {
    // In turn, so that whatever else the machine does meets both alike.
    for (const kind of index % 2 ? ['known', 'unknown'] : ['unknown', 'known']) {
      const number = Math.floor(index / SAMPLES_PER_ADDRESS);
      const email = addressOf(kind === 'known' ? kind : `unknown-${title.length}`, number);
      await before(email);
      times[kind].push(await timeOf(() => request(email)));
      // What is done after the answer should not stand in the next one's way.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    differences.push(times.known.at(-1) - times.unknown.at(-1));
  }
  report(title, times, differences);
}

/** One address of either kind: ten tries of each are used up first. */
async function measurePastLimit(title, headers) {
  const from = `192.0.2.${title.length}`;
  const logIn = (email, status) =>
    post('/authentication/log-in', { email, password: 'wrong' }, { headers, from, status });
  const emails = { known: addressOf('known', 0), unknown: addressOf('unknown', 0) };
  for (let attempt = 0; attempt < 10; attempt++) {
    await logIn(emails.known, 401);
    await logIn(emails.unknown, 401);
  }
  const differences = [];
  const times = { known: [], unknown: [] };
  for (let index = 0; index < samples; index++) {
    for (const kind of index % 2 ? ['known', 'unknown'] : ['unknown', 'known']) {
      times[kind].push(await timeOf(() => logIn(emails[kind], 429)));
    }
    differences.push(times.known.at(-1) - times.unknown.at(-1));
  }
  report(title, times, differences);
}

async function timeOf(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function report(title, { known, unknown }, differences) {
  const sorted = differences.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  // The order statistics between which the median is, by the binomial distribution.
  const margin = 0.98 * Math.sqrt(sorted.length);
  const [low, high] = [sorted[Math.floor(middle - margin)], sorted[Math.ceil(middle + margin)]];
  const inMicroseconds = (value) => Math.round(value * 1000);
  console.log(
    `${title.padEnd(50)} known ${median(known).toFixed(2)} ms, unknown ${median(unknown).toFixed(2)} ms, ` +
      `difference ${inMicroseconds(median(differences))} µs (95 %: ${inMicroseconds(low)} to ${inMicroseconds(high)}; ${samples} pairs)`,
  );
}

/** @returns the cookies of a browser in which an account was logged in before. */
async function knownBrowser() {
  const email = addressOf('known', 1);
  const response = await send('/authentication/log-in', { email, password }, {});
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return cookies.find((cookie) => cookie.startsWith('KnownBrowser='));
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
