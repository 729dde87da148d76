import { generate } from 'otplib';
import type { Answer, Browser } from './browser.js';
import { secondsNow } from './test-clock.js';

export const PASSWORD = 'correct horse battery staple';

/** A person with an account, a password, and an authenticator app. */
export class Account {
  /** Base32, of the authenticator app. */
  secret = '';
  backupCodes: string[] = [];

  private constructor(
    private readonly stranger: Browser,
    readonly email: string,
    public password: string,
  ) {}

  static async register(browser: Browser, email: string, password = PASSWORD): Promise<Account> {
    await expectStatus(201, browser.post('/authentication/register', { email, password }));
    return new Account(browser.copy(), email, password);
  }

  /** The password, from a browser that was never here before. */
  async logIn(options: { rememberMe?: boolean; browser?: Browser } = {}): Promise<Browser> {
    const { browser = this.stranger.copy(), rememberMe } = options;
    const body = { email: this.email, password: this.password, rememberMe };
    await expectStatus(200, browser.post('/authentication/log-in', body));
    return browser;
  }

  /** Password and code. */
  async logInWithCode(
    options: { rememberMe?: boolean; browser?: Browser; trustDevice?: boolean } = {},
  ): Promise<Browser> {
    const browser = await this.logIn(options);
    const body = { twoFactorAuthenticationCode: await this.code(), trustDevice: options.trustDevice };
    await expectStatus(200, browser.post('/2fa/authenticate', body));
    return browser;
  }

  /**
   * Scans a new QR code and confirms it with the code of the step before, so that the present one is unused. Where the
   * clock runs, that step may be too old in a moment: there confirm it with the present one, and use the next.
   */
  async turnTwoFactorOn(browser: Browser, steps = -1): Promise<void> {
    const pending = await this.scan(browser);
    const twoFactorAuthenticationCode = await generateCode(pending, steps);
    const { body } = await expectStatus(200, browser.post('/2fa/turn-on', { twoFactorAuthenticationCode }));
    this.secret = pending;
    this.backupCodes = body.backupCodes;
  }

  /** @returns the secret that waits to be confirmed. */
  async scan(browser: Browser): Promise<string> {
    const accept = { accept: 'application/json' };
    const { body } = await expectStatus(201, browser.post('/2fa/generate', undefined, accept));
    return body.secret;
  }

  /** What the app shows, so many steps from now. */
  code(steps = 0): Promise<string> {
    return generateCode(this.secret, steps);
  }

  /** A well-formed code that is wrong in every step of the last and the next ten minutes. */
  async wrongCode(): Promise<string> {
    const near = await Promise.all(Array.from({ length: 49 }, (_, step) => this.code(step - 24)));
    return ['000000', '111111', '222222', '333333', '444444', '555555'].find(
      (code) => !near.includes(code),
    ) as string;
  }
}

export function generateCode(secret: string, steps = 0): Promise<string> {
  return generate({ secret, epoch: secondsNow() + steps * 30 });
}

export async function expectStatus(status: number, request: Promise<Answer>): Promise<Answer> {
  const answer = await request;
  if (answer.status !== status) {
    throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer;
}
