import { once } from 'node:events';
import { type INestApplication, Module } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { WsAdapter } from '@nestjs/platform-ws';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { AccountGroupsService } from '../../../src/account/account-groups.service.js';
import { Authenticated, CurrentUser, type User } from '../../../src/index.js';
import { expectStatus } from '../../support/account.js';
import type { Browser } from '../../support/browser.js';
import { advanceClock, freezeClock } from '../../support/test-clock.js';
import { type AdapterName, TestHost } from '../../support/test-host.js';

@WebSocketGateway()
class ChatGateway {
  @SubscribeMessage('who')
  @Authenticated()
  who(@CurrentUser() user: User) {
    return { event: 'who', data: user.email };
  }

  @SubscribeMessage('sensitive')
  @Authenticated('fresh')
  sensitive() {
    return { event: 'sensitive', data: 'done' };
  }
}

@Module({ providers: [ChatGateway] })
class ChatModule {}

/** Its client looks at the clock, which these tests move, for the last sign of life. */
class PatientIoAdapter extends IoAdapter {
  override createIOServer(port: number, options?: object) {
    return super.createIOServer(port, { ...options, pingInterval: 3_600_000 } as never);
  }
}

/** An open socket: it sends a message, and waits for what is answered. */
interface Client {
  ask(event: string): Promise<unknown>;
  close(): void;
}

type Connect = (url: string, headers: Record<string, string>) => Promise<Client>;

async function connectWs(url: string, headers: Record<string, string>): Promise<Client> {
  const socket = new WebSocket(url.replace('http', 'ws'), { headers });
  await once(socket, 'open');
  return {
    async ask(event) {
      socket.send(JSON.stringify({ event }));
      const [data] = (await once(socket, 'message')) as [Buffer];
      return (JSON.parse(data.toString()) as { data: unknown }).data;
    },
    close: () => socket.close(),
  };
}

async function connectSocketIo(url: string, extraHeaders: Record<string, string>): Promise<Client> {
  const socket = io(url, { extraHeaders, transports: ['websocket'], reconnection: false });
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve).on('connect_error', reject);
  });
  return {
    ask: (event) =>
      new Promise((resolve) => {
        socket.offAny().onAny((_, data) => resolve(data));
        socket.emit(event);
      }),
    close: () => void socket.close(),
  };
}

const kinds: [string, AdapterName, (app: INestApplication) => void, Connect][] = [
  ['ws on Fastify', 'fastify', (app) => void app.useWebSocketAdapter(new WsAdapter(app)), connectWs],
  [
    'socket.io on Express',
    'express',
    (app) => void app.useWebSocketAdapter(new PatientIoAdapter(app)),
    connectSocketIo,
  ],
];

describe.each(kinds)('a gateway of %s', (_, adapter, configure, connect) => {
  let host: TestHost;
  const clients: Client[] = [];

  beforeAll(async () => {
    freezeClock();
    host = await TestHost.start(adapter, [ChatModule], { twoFactorRequiredGroups: ['admins'] }, configure);
  });
  afterEach(() => clients.splice(0).forEach((client) => client.close()));
  afterAll(() => host.stop());

  async function open(browser?: Browser, headers: Record<string, string> = {}): Promise<Client> {
    const cookie = [...(browser?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    const client = await connect(host.url, { ...(cookie && { cookie }), ...headers });
    clients.push(client);
    return client;
  }

  it('knows who has logged in, and tells a stranger to', async () => {
    const account = await host.account();
    const client = await open(await account.logIn());
    expect(await client.ask('who')).toBe(account.email);
    expect(await (await open()).ask('who')).toMatchObject({
      statusCode: 401,
      errorCode: 'NOT_AUTHENTICATED',
    });
  });

  it('refuses a pending log-in', async () => {
    const account = await host.account();
    await account.turnTwoFactorOn(await account.logIn());
    const client = await open(await account.logIn());
    expect(await client.ask('who')).toMatchObject({ statusCode: 401, errorCode: 'SECOND_FACTOR_REQUIRED' });
  });

  it('refuses the next message of who must turn two-factor authentication on', async () => {
    const account = await host.account();
    const client = await open(await account.logIn());
    expect(await client.ask('who')).toBe(account.email);
    await host.app.get(AccountGroupsService, { strict: false }).add(account.email, 'admins');
    expect(await client.ask('who')).toMatchObject({
      statusCode: 403,
      errorCode: 'TWO_FACTOR_ENROLMENT_REQUIRED',
    });
  });

  it('refuses the next message once the session has ended', async () => {
    const account = await host.account();
    const browser = await account.logIn();
    const client = await open(browser);
    expect(await client.ask('who')).toBe(account.email);
    await expectStatus(204, browser.post('/authentication/log-out'));
    expect(await client.ask('who')).toMatchObject({ errorCode: 'NOT_AUTHENTICATED' });
  });

  it('goes on when the access token has expired that the socket was opened with, but does not begin with one', async () => {
    const account = await host.account();
    const browser = await account.logIn();
    const client = await open(browser);
    const late = await open(browser);
    expect(await client.ask('who')).toBe(account.email);
    advanceClock(301);
    expect(await client.ask('who')).toBe(account.email);
    expect(await late.ask('who')).toMatchObject({ errorCode: 'NOT_AUTHENTICATED' });
    expect(await client.ask('sensitive')).toMatchObject({
      statusCode: 401,
      errorCode: 'REAUTHENTICATION_REQUIRED',
    });
  });

  it('refuses the sockets of a foreign page, which bring the cookies along', async () => {
    const account = await host.account();
    const client = await open(await account.logIn(), { origin: 'https://evil.example' });
    expect(await client.ask('who')).toMatchObject({ statusCode: 403, errorCode: 'CROSS_ORIGIN_REQUEST' });
  });
});
