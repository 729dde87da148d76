import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** From `test/support/postgres.global-setup.ts`. */
    postgresUrl: string;
    /** Of the built application that all browser tests share. */
    serverUrl: string;
    serverDatabaseUrl: string;
    serverDataDirectory: string;
    /** An empty page on another origin, which the application trusts. */
    frontendUrl: string;
  }
}

const main = new URL('../../../dist/main.js', import.meta.url).pathname;

/** Starts the built application as an operator would: `node dist/main.js`, on a fresh database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const databaseUrl = await createDatabase(project.getProvidedContext().postgresUrl);
  const directory = await mkdtemp(join(tmpdir(), 'twofold-browser-'));
  const frontend = await startFrontend();
  const port = await freePort();
  const { PATH, HOME } = process.env;
  const server = spawn(process.execPath, [main], {
    cwd: directory,
    env: {
      PATH,
      HOME,
      PORT: String(port),
      DATA_DIR: directory,
      DATABASE_URL: databaseUrl,
      BCRYPT_COST: '10',
      FRONTEND_ORIGINS: frontend.url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = `http://localhost:${port}`;
  const log: string[] = [];
  server.stdout.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  await ready(url, log);
  project.provide('serverUrl', url);
  project.provide('frontendUrl', frontend.url);
  project.provide('serverDatabaseUrl', databaseUrl);
  project.provide('serverDataDirectory', directory);
  return async () => {
    const exit = once(server, 'exit');
    server.kill('SIGTERM');
    await exit;
    frontend.close();
    await rm(directory, { recursive: true, force: true });
  };
}

async function startFrontend(): Promise<{ url: string; close(): void }> {
  const server = createHttpServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A frontend</title>'),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, close: () => server.close() };
}

async function createDatabase(postgresUrl: string): Promise<string> {
  const client = new pg.Client(postgresUrl);
  await client.connect();
  const name = `browser_${Date.now()}`;
  await client.query(`CREATE DATABASE ${name}`);
  // For the tests' own statements. The application sets it for itself.
  await client.query(`ALTER DATABASE ${name} SET search_path = twofold, public`);
  await client.end();
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function ready(url: string, log: string[]): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const response = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (response?.ok) {
      return;
    }
    await sleep(100);
  }
  throw new Error(`The built application did not start:\n${log.join('')}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
