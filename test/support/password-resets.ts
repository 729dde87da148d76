import { type Account, expectStatus } from './account.js';
import type { Answer, Browser } from './browser.js';
import { Mailbox } from './mailbox.js';
import type { TestApp } from './test-app.js';

export const NEW_PASSWORD = 'another horse battery staple';

/** Who lost a password, in a browser that nobody is logged in with, and reads the mails. */
export class PasswordResets {
  readonly mailbox: Mailbox;
  readonly stranger: Browser;

  constructor(app: TestApp) {
    this.mailbox = new Mailbox(app);
    this.stranger = app.browser();
  }

  ask(email: string): Promise<Answer> {
    return this.stranger.post('/account/password-reset', { email });
  }

  async tokenFor({ email }: Account): Promise<string> {
    await expectStatus(202, this.ask(email));
    return this.mailbox.tokenFor(email, 'reset-password');
  }

  check(token: string): Promise<Answer> {
    return this.stranger.post('/account/password-reset/check', { token });
  }

  confirm(token: string, body: Record<string, unknown> = {}): Promise<Answer> {
    return this.stranger.post('/account/password-reset/confirm', { token, password: NEW_PASSWORD, ...body });
  }
}
