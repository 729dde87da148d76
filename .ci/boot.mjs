/**
 * Starts the built application once, as an operator would, and stops it again. Only this shows what the tests
 * cannot: that the compiled modules load in plain Node.js (circular entities do not), that the embedded database
 * starts in an empty folder, and that SIGTERM ends the process cleanly.
 *
 *     node .ci/boot.mjs
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.dirname(import.meta.dirname);
const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 10_000;

const dataDir = mkdtempSync(path.join(tmpdir(), 'twofold-boot-'));
const port = await freePort();
const started = Date.now();
// Only what is needed: settings of the caller's shell must not decide whether a fresh clone boots.
const { PATH, HOME } = process.env;
const server = spawn(process.execPath, ['dist/main.js'], {
  cwd: ROOT,
  env: { PATH, HOME, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: String(port) },
  stdio: ['ignore', 'pipe', 'pipe'],
});
const output = [];
server.stdout.on('data', (chunk) => output.push(chunk));
server.stderr.on('data', (chunk) => output.push(chunk));
const ended = new Promise((resolve) => {
  server.on('close', (code, signal) => resolve(signal ?? code));
});

try {
  const ready = await isReady();
  server.kill('SIGTERM');
  const stopping = Date.now();
  const end = await Promise.race([ended, sleep(STOPPED_WITHIN_MS, 'no end', { ref: false })]);
  if (end !== 0) throw new Error(`after SIGTERM it ended with ${end}, not with exit code 0`);
  console.log(`Boot: ready after ${ready - started} ms, stopped within ${Date.now() - stopping} ms.`);
} catch (error) {
  process.stderr.write(Buffer.concat(output));
  console.error(`Boot failed: ${error.message}.`);
  process.exitCode = 1;
} finally {
  server.kill('SIGKILL');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}

/** Resolves with the time of the first 200. */
async function isReady() {
  const url = `http://127.0.0.1:${port}/health/ready`;
  let last = 'no answer';
  while (Date.now() - started < READY_WITHIN_MS) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error(`it ended with ${server.signalCode ?? server.exitCode} before it was ready`);
    }
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.status === 200) return Date.now();
      last = `${response.status} ${await response.text()}`;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await sleep(100);
  }
  throw new Error(`GET ${url} was not 200 within ${READY_WITHIN_MS / 1000} s, last: ${last}`);
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port: free } = probe.address();
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  return free;
}
