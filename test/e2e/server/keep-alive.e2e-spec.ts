import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { TestApp } from '../../support/test-app.js';

it('an idle connection is closed after KEEP_ALIVE_TIMEOUT, and its client is told of a second less', async () => {
  const app = await TestApp.start({ KEEP_ALIVE_TIMEOUT: '2' });
  onTestFinished(() => app.stop());
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('data', (data) => received.push(data));
  socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');

  // The server's doing: nothing else ends this one.
  await once(socket, 'end');
  socket.destroy();

  expect(Buffer.concat(received).toString()).toMatch(/^Keep-Alive: timeout=1\r$/m);
});
