import { describe, expect, it } from 'vitest';
import { MailWorker } from '../../../src/mail/mail.worker.js';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { advanceClock } from '../../support/test-clock.js';
import { useTestApp } from '../../support/use-test-app.js';

const SUPPORT_URL = 'mailto:help@example.com?subject=Lost%20%26%20locked';

describe.each<[Record<string, string>, boolean]>([
  [{ SUPPORT_URL }, true],
  [{}, false],
])('mails with %j', (settings, isOffered) => {
  let app: TestApp;
  let mailbox: Mailbox;
  useTestApp(
    (started) => {
      app = started;
      mailbox = new Mailbox(app);
    },
    () => TestApp.start(settings),
  );

  async function mailOf(address: string, template: string) {
    const [mail] = await mailbox.to(address, template);
    expect(mail).toBeDefined();
    return mail?.source.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '';
  }

  const plain = `\r\nGet help:\r\n${SUPPORT_URL}\r\n`;
  const link = `<a href="${SUPPORT_URL}">Get help</a>`;

  const expectHelp = (mail: string) => {
    expect(mail.includes(plain)).toBe(isOffered);
    expect(mail.includes(link)).toBe(isOffered);
    expect(mail.includes('help')).toBe(isOffered);
  };
  const title = isOffered ? 'says where help is' : 'says nothing of help';

  it(`a notice ${title}, as one does that stands for several`, async () => {
    const owner = await app.verifiedAccount();
    // The first browser is no news, and five notices are the most.
    for (let count = 0; count < 7; count++) {
      await owner.logIn();
    }
    expectHelp(await mailOf(owner.email, 'authn_login_new_browser'));
    advanceClock(3600);
    app.app.get(MailWorker).runNow();
    expectHelp(await mailOf(owner.email, 'authn_login_new_browser_folded'));
  });

  it(`the way to a new password ${title}`, async () => {
    const owner = await app.verifiedAccount();
    await app.browser().post('/account/password-reset', { email: owner.email });
    expectHelp(await mailOf(owner.email, 'reset-password'));
  });
});
