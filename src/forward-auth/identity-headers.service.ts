import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { IdentityTokensService } from '../identity-tokens/identity-tokens.service.js';
import type { LiveSession } from '../sessions/live-session.js';

/** Seconds. */
const TOKEN_LIFETIME = 60;
const REMEMBERED = 30;

const names = ['Remote-User', 'Remote-Email', 'Remote-Name', 'Remote-Groups', 'Twofold-Identity'] as const;

export type IdentityHeaders = Readonly<Record<(typeof names)[number], string>>;

/** Always all: a proxy may let the visitor's own through where ours has none (Caddy's CVE-2026-30851). */
const nobody = Object.fromEntries(names.map((name) => [name, ''])) as IdentityHeaders;

/** What an application behind a proxy is told of who is there. */
@Injectable()
export class IdentityHeadersService {
  /** By what the cache of sessions has, which is another object as soon as anything of it has changed. */
  private readonly remembered = new WeakMap<
    LiveSession,
    Map<string, { headers: IdentityHeaders; until: Date }>
  >();

  constructor(
    private readonly identityTokens: IdentityTokensService,
    private readonly clock: Clock,
  ) {}

  ofNobody(): IdentityHeaders {
    return nobody;
  }

  async of(live: LiveSession, host: string, rule: string): Promise<IdentityHeaders> {
    const ofSession =
      this.remembered.get(live) ?? new Map<string, { headers: IdentityHeaders; until: Date }>();
    const key = `${host} ${rule}`;
    const known = ofSession.get(key);
    if (known && known.until > this.clock.now()) {
      return known.headers;
    }
    const headers = await this.make(live, host, rule);
    ofSession.set(key, { headers, until: this.clock.inSeconds(REMEMBERED) });
    this.remembered.set(live, ofSession);
    return headers;
  }

  private async make(live: LiveSession, host: string, rule: string): Promise<IdentityHeaders> {
    const { id, email, groups } = live.user;
    const purpose = { audience: `https://${host}`, lifetime: TOKEN_LIFETIME, rule };
    return {
      // Not the address, which can be another person's later.
      'Remote-User': id,
      'Remote-Email': encoded(email),
      'Remote-Name': encoded(email),
      'Remote-Groups': encoded(groups.join(',')),
      'Twofold-Identity': await this.identityTokens.sign(live, purpose),
    };
  }
}

/** No line breaks, and nothing that a header cannot have. With the `%`, so that what is decoded is what it was. */
function encoded(text: string): string {
  return text.replace(/[^\x20-\x24\x26-\x7e]+/g, encodeURIComponent);
}
