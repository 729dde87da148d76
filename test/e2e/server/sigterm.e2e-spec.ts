import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PASSWORD } from '../../support/account.js';
import { ServerProcess } from '../../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

vi.setConfig({ testTimeout: 60_000 });

/** Milliseconds from SIGTERM to the end of the process; a promise. */
const EXIT_WITHIN = 10_000;

let directory: string;
let database: TestDatabase;
let server: ServerProcess;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-sigterm-'));
  database = await createTestDatabase();
  server = await ServerProcess.start({
    NODE_ENV: 'test',
    // Hashes of some 70 ms, so that log-ins wait in the queue.
    BCRYPT_COST: '10',
    PUBLIC_URL: 'http://localhost:3000',
    DATABASE_URL: database.url,
    DATA_DIR: directory,
  });
});
afterEach(async () => {
  await server.stop();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

interface Result {
  status: number | undefined;
  isLast: boolean;
  body: { errorCode?: string };
}

/** With one connection, which is kept for as long as the server likes; `fetch` would repeat what fails. */
class Client {
  readonly results: Result[] = [];
  private readonly agent: Agent;

  constructor(keepAlive = true) {
    this.agent = new Agent({ keepAlive, maxSockets: 1 });
  }

  /** Sends one request after the other, until the server ends the connection with an answer. */
  async run(): Promise<void> {
    do {
      // None of them needs what another one did.
      this.results.push(await this.send('POST', '/authentication/log-in'));
      if (!this.results.at(-1)?.isLast) {
        this.results.push(await this.send('GET', '/authentication'));
      }
    } while (!this.results.at(-1)?.isLast);
    this.agent.destroy();
  }

  /** @throws Error for a connection that ends before the answer is complete. */
  async send(method: string, path: string): Promise<Result> {
    const headers = { 'content-type': 'application/json' };
    const message = request(server.url + path, { method, agent: this.agent, headers });
    message.end(
      method === 'POST' ? JSON.stringify({ email: `${randomUUID()}@example.com`, password: PASSWORD }) : '',
    );
    const [response] = (await once(message, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
    }
    expect(response.headers['x-request-id']).toBeDefined();
    expect(response.headers['retry-after'] !== undefined).toBe([429, 503].includes(response.statusCode ?? 0));
    return {
      status: response.statusCode,
      isLast: response.headers.connection === 'close',
      body: JSON.parse(Buffer.concat(chunks).toString()) as Result['body'],
    };
  }
}

async function expectEnd(): Promise<void> {
  const start = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - start).toBeLessThan(EXIT_WITHIN);
}

it('SIGTERM under the load of 6 clients: every request is answered, and the process ends with 0', async () => {
  const clients = Array.from({ length: 6 }, () => new Client());
  const load = Promise.all(clients.map((client) => client.run()));
  await vi.waitUntil(() => clients.every(({ results }) => results.length >= 4), { timeout: 20_000 });

  await Promise.all([expectEnd(), load]);

  const errorCodes = clients.flatMap(({ results }) => results.map(({ body }) => body.errorCode));
  // Unknown accounts and no cookies: what they would have been told at any other time.
  expect(new Set(errorCodes)).toEqual(new Set(['WRONG_CREDENTIALS', 'NOT_AUTHENTICATED']));
  await expect(fetch(server.url)).rejects.toThrow();
});

it('SIGTERM under clients that come back at once: none is let in and then hung up on', async () => {
  const comeBack = async (): Promise<string | undefined> => {
    for (const client = new Client(false); ;) {
      try {
        await client.send('GET', '/authentication');
      } catch (error) {
        return (error as NodeJS.ErrnoException).code;
      }
    }
  };
  const ends = Promise.all(Array.from({ length: 8 }, comeBack));
  await setTimeout(300);
  await expectEnd();
  // One may have come in the very moment between the last look at the door and its closing.
  const hungUpOn = (await ends).filter((code) => code !== 'ECONNREFUSED');
  expect(hungUpOn.length, String(hungUpOn)).toBeLessThanOrEqual(1);
});

it('SIGTERM turns load balancers away, serves whose request is on its way, and waits for nobody without end', async () => {
  const idle = Array.from({ length: 6 }, () => new Client());
  await Promise.all(idle.map((client) => client.send('GET', '/authentication')));
  const slow = await connectTo(server.url);
  slow.write('GET /authentication HTTP/1.1\r\nHost: localhost\r\n');
  const stalled = await connectTo(server.url);
  stalled.write('POST /authentication/log-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{');
  await setTimeout(200);

  const end = expectEnd();
  const isNotReady = async () => (await fetch(`${server.url}/health/ready`)).status === 503;
  await vi.waitUntil(isNotReady, { timeout: 5000, interval: 5 });
  const results = await Promise.all(idle.map((client) => client.send('GET', '/authentication')));
  expect(results.filter(({ status, isLast }) => status === 401 && isLast)).toHaveLength(6);
  // When nobody is let in any more.
  await setTimeout(1500);
  await expect(fetch(server.url)).rejects.toThrow();
  slow.write('\r\n');
  expect(await text(slow)).toMatch(/^HTTP\/1.1 401 .*"errorCode":"NOT_AUTHENTICATED"\}$/s);
  await end;
});

async function connectTo(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  // The stalled one is cut off.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}
