import type { Account } from '../support/account.js';
import type { Answer, Browser } from '../support/browser.js';

/** People who ask, and who log in, all the time. */
export class Load {
  private readonly statuses = new Map<string, number>();
  private readonly end = new AbortController();

  private constructor(private readonly clients: Promise<void>[]) {}

  /** @param reader has no second factor; nor has the writer. */
  static async of(reader: Account, writer: Account, clients = 8): Promise<Load> {
    const browsers = await Promise.all(Array.from({ length: clients }, () => reader.logIn()));
    const load = new Load([]);
    load.clients.push(
      ...browsers.map((browser, index) =>
        index % 2 === 0
          ? load.repeat('GET', () => browser.get('/authentication'))
          : load.repeat('POST', () => logIn(writer, browser)),
      ),
    );
    return load;
  }

  /** @returns how often it was answered how. */
  async stop(): Promise<Map<string, number>> {
    this.end.abort();
    await Promise.all(this.clients);
    return this.statuses;
  }

  private async repeat(method: string, send: () => Promise<Answer>): Promise<void> {
    while (!this.end.signal.aborted) {
      const answer = await send().then(
        // What went wrong says who refused it, a copy or the proxy; and when, what the proxy knew then.
        ({ status, body }) =>
          `${method} ${status}` + (status === 200 ? '' : ` ${JSON.stringify(body)} ${now()}`),
        ({ message, cause }: Error) => `failed: ${message} ${(cause as Error | undefined)?.message} ${now()}`,
      );
      this.statuses.set(answer, (this.statuses.get(answer) ?? 0) + 1);
    }
  }
}

function logIn({ email, password }: Account, browser: Browser): Promise<Answer> {
  return browser.stranger().post('/authentication/log-in', { email, password });
}

function now(): string {
  return new Date().toISOString();
}
