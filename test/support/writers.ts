import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { PASSWORD } from './account.js';
import type { Answer, Browser } from './browser.js';
import { expectUnavailable } from './outage.js';

const COUNT = 6;

/** People who register accounts and log in to them at the same time, one after the other, and note what was acknowledged. */
export class Writers {
  /** E-mail addresses. */
  readonly accounts: string[] = [];
  /** With the cookies of a log-in. */
  readonly sessions: Browser[] = [];
  private readonly stopped = new AbortController();
  private readonly work: Promise<PromiseSettledResult<void>[]>;

  constructor(private readonly newBrowser: () => Browser) {
    this.work = Promise.allSettled(Array.from({ length: COUNT }, () => this.write()));
  }

  /** Resolves when there is so much that it can be said to go wrong. */
  async areBusy(): Promise<void> {
    await vi.waitUntil(() => this.sessions.length >= 20, { timeout: 30_000, interval: 5 });
  }

  /** All of them must have been answered until now. */
  async stop(): Promise<void> {
    this.stopped.abort();
    expect((await this.work).filter(({ status }) => status === 'rejected')).toEqual([]);
  }

  /** Each ends when nobody answers it any more. */
  async haveEnded(): Promise<void> {
    await this.work;
  }

  private async write(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      const account = { email: `${randomUUID()}@example.com`, password: PASSWORD };
      const browser = this.newBrowser();
      if (isDone(await browser.post('/authentication/register', account), 201)) {
        this.accounts.push(account.email);
        if (isDone(await browser.post('/authentication/log-in', account), 200)) {
          this.sessions.push(browser);
        }
      }
    }
  }
}

/** There is nothing between done and refused. */
function isDone(answer: Answer, status: number): boolean {
  if (answer.status === status) {
    return true;
  }
  expectUnavailable(answer);
  return false;
}
