/**
 * Runs the collection with newman against the built application on a fresh embedded database.
 *
 *     node postman/run.mjs [REPORT.json]
 *
 * The report has the form of Vitest's, which `.ci/count.mjs` adds up.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.dirname(import.meta.dirname);
const READY_WITHIN_MS = 60_000;

installNewman();
const newman = createRequire(import.meta.url)('newman');
const dataDir = mkdtempSync(path.join(tmpdir(), 'twofold-postman-'));
const port = await freePort();
const baseUrl = `http://localhost:${port}`;
const { PATH, HOME } = process.env;
const server = spawn(process.execPath, [path.join(ROOT, 'dist', 'main.js')], {
  cwd: dataDir,
  env: { PATH, HOME, DATA_DIR: dataDir, PORT: String(port) },
  stdio: ['ignore', 'pipe', 'pipe'],
});
const output = [];
server.stdout.on('data', (chunk) => output.push(chunk));
server.stderr.on('data', (chunk) => output.push(chunk));
const ended = new Promise((resolve) => {
  server.on('close', resolve);
});

try {
  await ready();
  const assertions = await runCollection();
  writeReport(assertions);
  process.exitCode = assertions.every(({ status }) => status === 'passed') ? 0 : 1;
} catch (error) {
  process.stderr.write(Buffer.concat(output));
  console.error(error.message);
  process.exitCode = 1;
} finally {
  server.kill('SIGTERM');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}

/** It is 150 packages, so the application's own package does without it. */
function installNewman() {
  if (existsSync(path.join(import.meta.dirname, 'node_modules', 'newman'))) return;
  console.log('Installing newman …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(1);
}

async function ready() {
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end && server.exitCode === null;) {
    const response = await fetch(`${baseUrl}/health/ready`).catch(() => undefined);
    if (response?.ok) return;
    await sleep(100);
  }
  throw new Error('The built application did not start.');
}

/** Resolves with one entry for each `pm.test`, and one for each request or script that failed by itself. */
function runCollection() {
  const { promise, resolve, reject } = withResolvers();
  newman.run(
    {
      collection: path.join(import.meta.dirname, 'Twofold.postman_collection.json'),
      environment: path.join(import.meta.dirname, 'Twofold.postman_environment.json'),
      envVar: [{ key: 'baseUrl', value: baseUrl }],
      reporters: 'cli',
    },
    (error, summary) => {
      if (error) {
        reject(error);
        return;
      }
      const { executions, failures } = summary.run;
      const asserted = executions.flatMap(({ item, assertions = [] }) =>
        assertions.map(({ assertion, error: failure }) => entry(`${item.name}: ${assertion}`, failure)),
      );
      const broken = failures.filter(({ error: { name } }) => name !== 'AssertionError');
      resolve([...asserted, ...broken.map(({ source, error: failure }) => entry(source?.name, failure))]);
    },
  );
  return promise;
}

function entry(title, failure) {
  return { title, status: failure ? 'failed' : 'passed', failureMessages: failure ? [failure.message] : [] };
}

function writeReport(assertionResults) {
  const report = process.argv[2];
  if (report) {
    writeFileSync(report, JSON.stringify({ testResults: [{ name: 'Postman', assertionResults }] }));
  }
}

/** `Promise.withResolvers` of Node.js 22. */
function withResolvers() {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
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
