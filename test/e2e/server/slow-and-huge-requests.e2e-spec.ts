import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PasswordHasher } from '../../../src/crypto/password-hasher.js';
import { PASSWORD } from '../../support/account.js';
import { rawRequest, rawText } from '../../support/raw-request.js';
import { TestApp } from '../../support/test-app.js';

const JSON_HEADERS = ['Content-Type: application/json', 'Content-Length: 1000'];

let app: TestApp;
let server: Server;

beforeAll(async () => {
  app = await TestApp.start();
  server = app.app.getHttpServer();
});
afterAll(() => app.stop());

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** Writes a little at a time, as long as the other side listens. */
async function dribble(text: string, chunk: string): Promise<string> {
  const socket = await open();
  const received: Buffer[] = [];
  socket.on('data', (data) => received.push(data));
  socket.write(text);
  const timer = setInterval(() => socket.write(chunk), 50);
  await once(socket, 'close');
  clearInterval(timer);
  return Buffer.concat(received).toString();
}

async function expectServed(): Promise<void> {
  expect((await app.browser().get('/health/ready')).status).toBe(200);
}

function expectRefused(answer: string, status: number): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toMatch(/^X-Request-Id: [\da-f-]{36}\r?$/im);
  expect(JSON.parse(body)).toMatchObject({ statusCode: status, errorCode: 'VALIDATION_FAILED' });
}

describe('a request that comes slowly', () => {
  it('has 10 seconds for everything, and is looked after every second', () => {
    expect(server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 10_000 });
    expect((server as unknown as { connectionsCheckingInterval: number }).connectionsCheckingInterval).toBe(
      1000,
    );
    expect(server.timeout).toBe(20_000);
  });

  describe('ends with a 408 while others are served:', () => {
    beforeEach(() => {
      const { headersTimeout, requestTimeout } = server;
      Object.assign(server, { headersTimeout: 300, requestTimeout: 300 });
      return () => Object.assign(server, { headersTimeout, requestTimeout });
    });

    it.each([
      ['headers that never end', 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: ', 'x'],
      ['one header after the other', 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n', 'X: x\r\n'],
      ['nothing but line breaks', '', '\r\n'],
      ['a body that never ends', rawText('POST /authentication/log-in HTTP/1.1', JSON_HEADERS), ' '],
    ])('%s', async (_, text, chunk) => {
      const slow = Promise.all([dribble(text, chunk), dribble(text, chunk)]);
      await expectServed();
      (await slow).forEach((answer) => expectRefused(answer, 408));
      await expectServed();
    });
  });
});

describe('200 connections that say nothing', () => {
  it('keep nobody else from being served', async () => {
    const sockets = await Promise.all(Array.from({ length: 200 }, open));
    const halves = await Promise.all(Array.from({ length: 50 }, open));
    halves.forEach((socket) => socket.write('POST /authentication/log-in HTTP/1.1\r\nHost: a\r\n'));
    await expectServed();
    const account = await app.account();
    await account.logIn();
    [...sockets, ...halves].forEach((socket) => socket.destroy());
    await expectServed();
  });
});

describe('a huge request', () => {
  const post = (body: string) =>
    fetch(`${app.url}/authentication/log-in`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });

  it.each([
    ['45,000 nested arrays', `{"email":${'['.repeat(45_000)}${']'.repeat(45_000)}}`],
    ['15,000 nested objects', `${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`],
    ['45,000 arrays that never end', `{"email":${'['.repeat(45_000)}`],
    ['10,000 properties', `{${Array.from({ length: 10_000 }, (_, index) => `"${index}":0`).join()}}`],
    ['a number of 90,000 digits', `{"email":${'9'.repeat(90_000)}}`],
    ['an address of 90,000 characters', JSON.stringify({ email: `${'a@'.repeat(45_000)}b`, password: 'x' })],
  ])('of %s is a 400', async (_, body) => {
    expect((await post(body)).status).toBe(400);
  });

  it('with a password of 90 kB is a 400, and nothing is hashed', async () => {
    const hasher = app.app.get(PasswordHasher);
    const hashing = [vi.spyOn(hasher, 'hash'), vi.spyOn(hasher, 'check')];
    const password = 'x'.repeat(90_000);
    const { email } = await app.account();
    const session = await (await app.account()).logIn();
    hashing.forEach((spy) => spy.mockClear());
    for (const path of ['/authentication/log-in', '/authentication/register']) {
      expect((await app.browser().post(path, { email, password })).status).toBe(400);
    }
    expect((await session.post('/authentication/reauthenticate', { password })).status).toBe(400);
    const change = { currentPassword: PASSWORD, newPassword: password };
    expect((await session.patch('/account/password', change)).status).toBe(400);
    expect((await session.delete('/account', { password })).status).toBe(400);
    hashing.forEach((spy) => expect(spy).not.toHaveBeenCalled());
  });

  it.each<[string, string]>([
    ['a length that is announced', 'Content-Length: 99999999'],
    ['chunks that never end', 'Transfer-Encoding: chunked'],
  ])('with %s is a 413 before it is all there', async (_, header) => {
    const head = rawText('POST /authentication/log-in HTTP/1.1', ['Content-Type: application/json', header]);
    const chunks = `4000\r\n${'x'.repeat(0x4000)}\r\n`.repeat(8);
    const answer = await rawRequest(app.url, head + (header.startsWith('T') ? chunks : '{'));
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  it.each<[string, string, number]>([
    ['a header of 17 kB', rawText('GET /health/live HTTP/1.1', [`X: ${'x'.repeat(17_000)}`]), 431],
    ['3,000 small headers', rawText('GET /health/live HTTP/1.1', Array(3000).fill('X: xxxxxxx')), 431],
    ['a path of 17 kB', rawText(`GET /${'x'.repeat(17_000)} HTTP/1.1`), 431],
  ])('%s is refused with the same error body', async (_, text, status) => {
    expectRefused(await rawRequest(app.url, text), status);
    await expectServed();
  });

  it('100 requests at once on one connection are answered one by one', async () => {
    const one = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const answers = await rawRequest(app.url, one.repeat(99) + rawText('GET /health/live HTTP/1.1'));
    expect(answers.match(/HTTP\/1.1 200 OK\r$/gm)).toHaveLength(100);
  });
});
