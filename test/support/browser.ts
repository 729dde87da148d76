import { checkAgainstContract } from './api-contract.js';

export interface Answer<T = any> {
  status: number;
  headers: Headers;
  body: T;
  /** The `Set-Cookie` lines. */
  cookies: string[];
}

export interface RequestOptions {
  body?: unknown;
  /** In place of a body: JSON as it is sent. */
  text?: string;
  headers?: Record<string, string>;
}

/** A browser as far as an API sees one: it keeps cookies, and sends them back. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    protected readonly baseUrl: string,
    protected readonly defaultHeaders: Record<string, string> = {},
  ) {}

  get(path: string, options?: RequestOptions): Promise<Answer> {
    return this.request('GET', path, options);
  }

  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.request('POST', path, { body, headers });
  }

  patch(path: string, body?: unknown): Promise<Answer> {
    return this.request('PATCH', path, { body });
  }

  delete(path: string, body?: unknown): Promise<Answer> {
    return this.request('DELETE', path, { body });
  }

  async request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const { body, headers, text = body === undefined ? undefined : JSON.stringify(body) } = options;
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      redirect: 'manual',
      body: text,
      headers: {
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...(this.cookies.size > 0 && { cookie: this.cookieHeader() }),
        ...this.defaultHeaders,
        ...headers,
      },
    });
    const cookies = response.headers.getSetCookie();
    cookies.forEach((cookie) => this.keep(cookie));
    const answer = {
      status: response.status,
      headers: response.headers,
      cookies,
      body: await read(response),
    };
    // Whatever a test is about: no answer may be another than openapi.json says.
    checkAgainstContract({
      ...answer,
      method,
      path: new URL(response.url).pathname,
      contentType: response.headers.get('content-type') ?? '',
    });
    return answer;
  }

  /** Another browser with a copy of these cookies: what a thief has, or a tab that is late. */
  copy(): Browser {
    const copy = this.stranger();
    this.cookies.forEach((value, name) => copy.cookies.set(name, value));
    return copy;
  }

  /** Another browser, which was never here before. */
  stranger(): Browser {
    return new Browser(this.baseUrl, this.defaultHeaders);
  }

  /** Another browser with only this cookie. */
  copyOnly(name: string): Browser {
    const copy = this.stranger();
    copy.cookies.set(name, this.cookies.get(name) ?? '');
    return copy;
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const separator = pair.indexOf('=');
    const name = pair.slice(0, separator);
    const value = pair.slice(separator + 1);
    if (value === '') {
      this.cookies.delete(name);
    } else {
      this.cookies.set(name, value);
    }
  }
}

async function read(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) {
    return response.json();
  }
  return type.startsWith('image/png') ? Buffer.from(await response.arrayBuffer()) : response.text();
}
