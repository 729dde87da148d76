import type { Answer, Browser } from '../support/browser.js';
import { expectStatus, generateCode } from '../support/account.js';
import type { SoftAuthenticator } from '../support/soft-authenticator.js';

/** Seconds. */
const STEP = 30;

/** Where a person is at a browser. */
export interface Place {
  browser(): Browser;
  /** @throws Over */
  waitUntil(condition: () => boolean): Promise<void>;
}

/**
 * Somebody with an account, and the ledger of what was acknowledged of it. Before a request that changes something the ledger
 * says that it may be so or so; after the answer it says how it is. Where the answer is lost, the first is what is known.
 */
export class Person {
  /** Undefined: either. */
  exists: boolean | undefined = false;
  /** The one that is valid is among these. */
  passwords: string[];
  /** That was valid before these. */
  oldPassword?: string;
  /** Undefined: either. */
  hasTwoFactor: boolean | undefined = false;
  /** Base32. */
  secret = '';
  /** Backup codes that nobody has used. */
  backupCodes: string[] = [];
  usedBackupCodes: string[] = [];
  readonly passkeys: SoftAuthenticator[] = [];
  /** Each with cookies of a session of its own. */
  readonly live = new Set<Browser>();
  readonly ended: Browser[] = [];
  /** The last step whose code was sent. */
  private lastStep = 0;

  constructor(
    readonly email: string,
    password: string,
    public place: Place,
  ) {
    this.passwords = [password];
  }

  get password(): string {
    return this.passwords.at(-1) as string;
  }

  browser(): Browser {
    return this.place.browser();
  }

  /** The password alone. */
  async logIn(browser = this.browser(), rememberMe = false): Promise<Browser> {
    const body = { email: this.email, password: this.password, rememberMe };
    const answer = await expectStatus(200, browser.post('/authentication/log-in', body));
    if (!answer.body.isSecondFactorRequired) {
      this.live.add(browser);
    }
    return browser;
  }

  /** Completes what {@link logIn} began. */
  async prove(browser: Browser, body: object): Promise<Answer> {
    const answer = await expectStatus(200, browser.post('/2fa/authenticate', body));
    this.live.add(browser);
    return answer;
  }

  /** Password and code. */
  async logInWithCode(browser?: Browser): Promise<Browser> {
    // Before the log-in, which is not to run out while a code is waited for.
    const twoFactorAuthenticationCode = await this.code();
    const pending = await this.logIn(browser);
    await this.prove(pending, { twoFactorAuthenticationCode });
    return pending;
  }

  async useBackupCode(browser: Browser): Promise<string> {
    const code = this.backupCodes.pop() as string;
    await this.prove(browser, { backupCode: code });
    this.usedBackupCodes.push(code);
    return code;
  }

  async logOut(browser: Browser): Promise<void> {
    const late = browser.copy();
    this.live.delete(browser);
    await expectStatus(204, browser.post('/authentication/log-out'));
    this.ended.push(late);
  }

  /** What ends all sessions but this one. */
  async endOthers(browser: Browser | undefined, request: () => Promise<Answer>): Promise<Answer> {
    const others = [...this.live].filter((other) => other !== browser);
    this.live.clear();
    const answer = await request();
    this.ended.push(...others);
    if (browser) {
      this.live.add(browser);
    }
    return answer;
  }

  async changePassword(
    newPassword: string,
    change: (currentPassword: string) => Promise<void>,
  ): Promise<void> {
    const { password } = this;
    this.passwords = [password, newPassword];
    await change(password);
    this.passwords = [newPassword];
    this.oldPassword = password;
  }

  async turnTwoFactorOn(browser: Browser): Promise<void> {
    const accept = { accept: 'application/json' };
    const { body } = await expectStatus(201, browser.post('/2fa/generate', undefined, accept));
    this.secret = body.secret;
    this.lastStep = 0;
    const twoFactorAuthenticationCode = await this.code();
    this.hasTwoFactor = undefined;
    const answer = await this.endOthers(browser, () =>
      expectStatus(200, browser.post('/2fa/turn-on', { twoFactorAuthenticationCode })),
    );
    this.hasTwoFactor = true;
    this.setBackupCodes(answer);
  }

  /** In a session whose code was proved just now. */
  async turnTwoFactorOff(browser: Browser): Promise<void> {
    this.hasTwoFactor = undefined;
    await this.endOthers(browser, () => expectStatus(204, browser.post('/2fa/turn-off', {})));
    this.hasTwoFactor = false;
    this.backupCodes = [];
    this.usedBackupCodes = [];
  }

  /** In a session whose code was proved just now. */
  async renewBackupCodes(browser: Browser): Promise<void> {
    this.backupCodes = [];
    const accept = { accept: 'application/json' };
    const answer = await this.endOthers(browser, () =>
      expectStatus(201, browser.post('/2fa/backup-codes', {}, accept)),
    );
    this.setBackupCodes(answer);
  }

  /** What the app shows, in a step whose code was not sent yet; waits for one. */
  async code(): Promise<string> {
    await this.place.waitUntil(() => presentStep() > this.lastStep);
    this.lastStep = presentStep();
    return generateCode(this.secret);
  }

  private setBackupCodes({ body }: Answer): void {
    // What was used of the ones before is refused as well, but no longer because it was used.
    this.usedBackupCodes = [];
    this.backupCodes = body.backupCodes;
  }
}

function presentStep(): number {
  return Math.floor(Date.now() / 1000 / STEP);
}
