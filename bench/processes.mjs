import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { readFileSync } from 'node:fs';

const here = (path) => new URL(path, import.meta.url).pathname;

/** As in production: https cookies, the log at `warn`, the default cost of a password. */
export const twofoldEnvironment = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://bench.example.com',
  DATABASE_URL: 'embedded',
  MAIL_URL: 'file',
  TRUSTED_PROXIES: 'none',
  // That of TEST_DATABASE_URL may be on another machine.
  DATABASE_TLS: 'off',
  LOG_LEVEL: 'error',
  JWT_ACCESS_TOKEN_SECRET: 'k1:a-key-for-access-tokens-in-benchmarks-only',
  ENCRYPTION_KEYS: 'k1:a-key-for-encryption-in-benchmarks-only-0',
  PASSWORD_PEPPERS: 'k1:a-key-for-peppering-in-benchmarks-and-only',
  JWT_ACCESS_TOKEN_EXPIRATION_TIME: '3600',
};

/** A server in a process of its own. @returns its port, its process, and what it says when it is ready. */
export async function startServer(path, environment = {}, execArgv = []) {
  const port = await freePort();
  const child = fork(here(path), [], {
    execArgv,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment, PORT: String(port) },
  });
  const exit = once(child, 'exit');
  const [ready] = await Promise.race([
    once(child, 'message'),
    exit.then(([code]) => Promise.reject(new Error(`${path} ended with ${code}.`))),
  ]);
  return { port, process: child, pid: child.pid, ready, stop: () => child.kill() && exit };
}

/** The real `dist/main.js`. */
export async function startTwofold(environment, execArgv = []) {
  const port = await freePort();
  const started = performance.now();
  const child = fork(here('../dist/main.js'), [], {
    execArgv,
    env: { PATH: process.env.PATH, ...twofoldEnvironment, ...environment, PORT: String(port) },
  });
  const exit = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) {
      throw new Error(`Twofold ended with ${child.exitCode}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    port,
    url,
    pid: child.pid,
    startedWithin: performance.now() - started,
    rss: () => rssOf(child.pid),
    stop: () => child.kill() && exit,
  };
}

async function isReady(url) {
  return fetch(`${url}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );
}

/** The load generator; see load.mjs. */
export async function startLoad() {
  const child = fork(here('load.mjs'));
  await once(child, 'message');
  const exit = once(child, 'exit').then(() => Promise.reject(new Error('The load generator ended.')));
  exit.catch(() => {});
  return {
    run: async (job) => {
      child.send(job);
      const [result] = await Promise.race([once(child, 'message'), exit]);
      return result;
    },
    stop: () => child.kill(),
  };
}

/** Seconds of CPU that a process has used; Linux counts them in hundredths. */
export function cpuOf(pid) {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11);
  return (Number(user) + Number(system)) / 100;
}

/** Bytes. */
function rssOf(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes) * 1024;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
