import { type Answer, Browser, type RequestOptions } from '../support/browser.js';
import type { Watch } from './watch.js';

const ids = /[\da-f]{8}-[\da-f-]{27}/g;

/** A browser of a client whose every answer is judged and counted. */
export class WatchedBrowser extends Browser {
  constructor(
    baseUrl: string,
    private readonly client: string,
    private readonly watch: Watch,
    private readonly address: () => string,
  ) {
    // As from a proxy that terminates TLS.
    super(baseUrl, { 'x-forwarded-proto': 'https', 'x-forwarded-for': address(), 'user-agent': 'Soak/1.0' });
  }

  override request(method: string, path: string, options?: RequestOptions): Promise<Answer> {
    const what = `${method} ${path.replace(/\?.*/s, '').replaceAll(ids, ':id').slice(0, 80)}`;
    return this.watch.judge(this.client, what, () => super.request(method, path, options));
  }

  override stranger(): WatchedBrowser {
    return new WatchedBrowser(this.baseUrl, this.client, this.watch, this.address);
  }
}
