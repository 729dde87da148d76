/**
 * Whether the time of an answer tells if an address has an account: medians of interleaved requests for known and unknown
 * addresses, on the built server with EMAIL_VERIFICATION=required (OWASP ASVS v5.0.0-6.3.8).
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
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  await ready();
  for (let index = 0; index * SAMPLES_PER_ADDRESS < samples; index++) {
    await post('/authentication/register', { email: addressOf('known', index), password });
  }
  await confirmAll();
  for (const [path, body] of [
    ['/account/password-reset', (email) => ({ email })],
    ['/authentication/register', (email) => ({ email, password })],
    ['/authentication/log-in', (email) => ({ email, password: 'wrong password of mine' })],
  ]) {
    await measure(path, body);
  }
} finally {
  server.kill();
  rmSync(dataDirectory, { recursive: true, force: true });
}

async function measure(path, body) {
  const times = { known: [], unknown: [] };
  for (let index = 0; index < samples; index++) {
    // In turn, so that whatever else the machine does meets both alike.
    for (const kind of index % 2 ? ['known', 'unknown'] : ['unknown', 'known']) {
      const number = Math.floor(index / SAMPLES_PER_ADDRESS);
      const email = addressOf(kind === 'known' ? kind : `unknown-${path.length}`, number);
      const begin = performance.now();
      await post(path, body(email));
      times[kind].push(performance.now() - begin);
      // What is done after the answer should not stand in the next one's way.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const [known, unknown] = [median(times.known), median(times.unknown)];
  const difference = ((known - unknown) / unknown) * 100;
  console.log(
    `${path.padEnd(26)} known ${known.toFixed(2)} ms, unknown ${unknown.toFixed(2)} ms, ` +
      `difference ${difference.toFixed(1)} % (${samples} each)`,
  );
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

async function post(path, body) {
  const next = address++;
  const response = await fetch(`http://localhost:${port}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${(next >> 16) & 255}.${(next >> 8) & 255}.${next & 255}`,
    },
    body: JSON.stringify(body),
  });
  await response.text();
  if (response.status >= 500 || response.status === 429 || response.status === 400) {
    throw new Error(`${path}: ${response.status}`);
  }
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
