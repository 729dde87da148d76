import { once } from 'node:events';
import { Controller, Get, Module } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Authenticated, Public } from '../../../src/index.js';
import { freezeClock } from '../../support/test-clock.js';
import { TestHost } from '../../support/test-host.js';

@Controller('notes')
class NotesController {
  @Get()
  list(): string[] {
    return [];
  }

  @Get('open')
  @Public()
  open(): string[] {
    return [];
  }

  @Get('pending')
  @Authenticated('first factor')
  pending(): string[] {
    return [];
  }
}

@WebSocketGateway()
class NotesGateway {
  @SubscribeMessage('notes')
  list() {
    return { event: 'notes', data: [] };
  }
}

@Module({ controllers: [NotesController], providers: [NotesGateway] })
class NotesModule {}

describe('a host that has all its routes protected', () => {
  let host: TestHost;

  beforeAll(async () => {
    freezeClock();
    host = await TestHost.start('express', [NotesModule], { protectAllRoutes: true }, (app) =>
      app.useWebSocketAdapter(new WsAdapter(app)),
    );
  });
  afterAll(() => host.stop());

  it('opens to both factors what nobody has decided about, and to everybody what is public', async () => {
    const owner = await host.account();
    const browser = await owner.logIn();
    expect((await host.browser().get('/notes')).status).toBe(401);
    expect((await host.browser().get('/notes/open')).status).toBe(200);
    expect((await browser.get('/notes')).status).toBe(200);
    await owner.turnTwoFactorOn(browser);
    const pending = await owner.logIn();
    expect((await pending.get('/notes')).status).toBe(401);
    // What has a decorator keeps to that.
    expect((await pending.get('/notes/pending')).status).toBe(200);
  });

  it('leaves our own routes as they are', async () => {
    expect((await host.browser().post('/authentication/log-out')).status).toBe(204);
  });

  it('asks who sends a message to a gateway, too', async () => {
    const socket = new WebSocket(host.url.replace('http', 'ws'));
    await once(socket, 'open');
    socket.send(JSON.stringify({ event: 'notes' }));
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(answer.toString())).toMatchObject({
      event: 'exception',
      data: { errorCode: 'NOT_AUTHENTICATED' },
    });
    socket.close();
  });
});
