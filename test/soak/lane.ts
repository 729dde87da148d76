import { setTimeout as wait } from 'node:timers/promises';
import { expectStatus } from '../support/account.js';
import { Person, type Place } from './person.js';
import type { Random } from './random.js';
import type { Site } from './site.js';
import { LostAnswer, Over } from './watch.js';
import { WatchedBrowser } from './watched-browser.js';

/** Milliseconds until a mail must be there. One that a killed copy was about to send comes after a minute. */
const MAIL_WITHIN = 180_000;

/** Rounds with one account; then somebody new comes. */
const ROUNDS_OF_OWNER = 8;

/** What one client does, again and again. */
export type Round = (lane: Lane) => Promise<void>;

/** A client with chance, browsers and an account of its own. */
export class Lane implements Place {
  /** That were done to the end. */
  rounds = 0;
  private present: { person: Person; rounds: number } | undefined;

  constructor(
    readonly name: string,
    readonly site: Site,
    readonly random: Random,
    private readonly ledger: Person[],
    private readonly end: AbortSignal,
  ) {}

  /** Until the end. Whose answer was lost is left as the ledger has it, and somebody new comes. */
  async run(round: Round): Promise<void> {
    while (!this.isOver) {
      try {
        await round(this);
        this.rounds++;
      } catch (error) {
        this.present = undefined;
        if (!(error instanceof LostAnswer || error instanceof Over)) {
          this.site.watch.find(this.name, (error as Error).message);
        }
      }
      await this.random.pause(300, 1500);
    }
  }

  get isOver(): boolean {
    return this.end.aborted;
  }

  /** A browser that was never here before, from an address of its own. */
  browser(): WatchedBrowser {
    const { random } = this;
    const address = () => ['10', ...Array.from({ length: 3 }, () => random.integer(1, 254))].join('.');
    return new WatchedBrowser(this.site.url, this.name, this.site.watch, address);
  }

  /** As somebody reads a page. */
  pause(): Promise<void> {
    return this.random.pause(50, 500);
  }

  async waitUntil(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.isOver) {
        throw new Over();
      }
      await wait(100);
    }
  }

  /** Whoever this client is at present. */
  async owner(): Promise<Person> {
    if (!this.present || this.present.rounds === ROUNDS_OF_OWNER) {
      this.present = { person: await this.register(), rounds: 0 };
    }
    this.present.rounds++;
    return this.present.person;
  }

  async register(): Promise<Person> {
    const name = Array.from({ length: 16 }, () => this.random.integer(0, 35).toString(36)).join('');
    const person = new Person(`${name}@example.com`, this.newPassword(), this);
    const { email, password } = person;
    const browser = this.browser();
    this.ledger.push(person);
    await expectStatus(202, browser.post('/authentication/register', { email, password }));
    const token = await this.mailedToken(email, '/verify-email');
    person.exists = undefined;
    await expectStatus(204, browser.post('/account/email-verification/confirm', { token }));
    person.exists = true;
    return person;
  }

  newPassword(): string {
    return Array.from({ length: 24 }, () => this.random.integer(0, 35).toString(36)).join('');
  }

  /** @throws Over, LostAnswer */
  async mailedToken(recipient: string, page: string): Promise<string> {
    const deadline = Date.now() + MAIL_WITHIN;
    let token: string | undefined;
    await this.waitUntil(() => {
      token = this.site.mails.take(recipient, page);
      return token !== undefined || Date.now() > deadline;
    });
    if (token === undefined) {
      this.site.watch.find(this.name, `the mail for ${page} has not come in ${MAIL_WITHIN} ms`);
      throw new LostAnswer();
    }
    return token;
  }
}
