import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mail } from '../../../src/mail/mail.entity.js';
import { expectStatus, PASSWORD } from '../../support/account.js';
import { TestApp } from '../../support/test-app.js';

/** A mail server that takes connections and never says a word. */
describe('a mail server that hangs', () => {
  const sockets = new Set<Socket>();
  let server: Server;
  let app: TestApp;
  let isStopped = false;

  beforeAll(async () => {
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    app = await TestApp.start({
      MAIL_URL: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
      EMAIL_VERIFICATION: 'optional',
    });
  });
  afterAll(async () => {
    if (!isStopped) {
      await app.stop();
    }
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });

  it('holds up no request, and no shutdown for long; its mails stay (ASVS 16.5.2)', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    await expectStatus(202, browser.post('/account/email-verification'));
    await expectStatus(202, browser.post('/account/password-reset', { email: owner.email }));
    const body = { currentPassword: PASSWORD, newPassword: 'another horse battery staple' };
    await expectStatus(204, browser.patch('/account/password', body));
    expect(sockets.size).toBeGreaterThan(0);
    const mails = await app.dataSource.manager.find(Mail);
    expect(mails.length).toBeGreaterThan(1);
    expect(mails.filter(({ sentAt, content }) => sentAt !== null || content === null)).toEqual([]);

    const begin = performance.now();
    await app.stop();
    isStopped = true;
    // The mail server would be waited for for 10 seconds.
    expect(performance.now() - begin).toBeLessThan(7000);
  });
});
