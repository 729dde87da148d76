import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, Browser } from './browser.js';
import { sendAsProxy } from './proxy-request.js';
import type { TestApp } from './test-app.js';

export const APP = 'app.example.com';
export const WIKI = 'wiki.example.com';

/** Two hosts, and a path for each requirement. */
export const policy = {
  [APP]: [
    { path: '/assets/*', require: 'public' },
    { path: '/admin/*', require: 'fresh', groups: ['admins'] },
    { path: '/danger/*', require: 'fresh' },
    { path: '/vault', require: 'two factors' },
    { path: '/staff/*', require: 'signed in', groups: ['staff', 'admins'] },
    { require: 'signed in' },
  ],
  [WIKI]: [{ require: 'signed in' }],
};

/** What a server needs to have it. */
export function forwardAuthVariables(rules: unknown = policy): Record<string, string> {
  const file = join(mkdtempSync(join(tmpdir(), 'twofold-policy-')), 'policy.json');
  writeFileSync(file, JSON.stringify(rules));
  return { FORWARD_AUTH_POLICY_FILE: file, TRUSTED_PROXIES: '127.0.0.1' };
}

export const navigation = { 'sec-fetch-mode': 'navigate', accept: 'text/html' };

/** A browser on a protected host, behind a proxy that asks for each request, as Caddy and Traefik do it. */
export class Visitor {
  readonly browser: Browser;

  /** @param account where the same browser is logged in, if it is: the cookies of `PUBLIC_URL`. */
  constructor(
    private readonly app: Pick<TestApp, 'url' | 'browser'>,
    readonly host = APP,
    readonly account: Browser = app.browser(),
  ) {
    this.browser = app.browser();
  }

  /** The question of the proxy. */
  ask(uri = '/', headers: Record<string, string> = {}, endpoint = '/forward-auth'): Promise<Answer> {
    const cookie = [...this.browser.cookies].map((pair) => pair.join('=')).join('; ');
    return sendAsProxy(new URL(endpoint, this.app.url), {
      headers: { ...(cookie && { cookie }), ...this.forwarded(uri), ...headers },
    });
  }

  navigate(uri = '/'): Promise<Answer> {
    return this.ask(uri, navigation);
  }

  start(rd = '/'): Promise<Answer> {
    return this.onHost(`/.twofold/start?rd=${encodeURIComponent(rd)}`);
  }

  /** What the browser does with a redirect to `PUBLIC_URL`. */
  authorize(location: string | null): Promise<Answer> {
    return this.account.get(pathOf(location));
  }

  callback(location: string | null): Promise<Answer> {
    return this.onHost(pathOf(location));
  }

  logOut(headers: Record<string, string> = { origin: `https://${this.host}` }): Promise<Answer> {
    return this.browser.request('POST', '/.twofold/log-out', {
      headers: { ...this.forwarded('/.twofold/log-out'), ...headers },
    });
  }

  /** All the way to the page, of somebody who is logged in. @returns the last answer. */
  async enter(rd = '/'): Promise<Answer> {
    const started = await this.start(rd);
    const authorized = await this.authorize(started.headers.get('location'));
    return this.callback(authorized.headers.get('location'));
  }

  onHost(path: string): Promise<Answer> {
    return this.browser.get(path, { headers: this.forwarded(path) });
  }

  private forwarded(uri: string): Record<string, string> {
    return {
      'x-forwarded-method': 'GET',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': this.host,
      'x-forwarded-uri': uri,
    };
  }
}

export function pathOf(location: string | null): string {
  const { pathname, search } = new URL(location ?? '', 'http://localhost');
  return pathname + search;
}

export async function addToGroup(app: TestApp, email: string, ...groups: string[]): Promise<void> {
  await app.dataSource.query(
    `WITH u AS (UPDATE users SET groups = $2 WHERE email = $1 RETURNING id)
     SELECT pg_notify('twofold_user_changes', id::text) FROM u`,
    [email, groups],
  );
}
