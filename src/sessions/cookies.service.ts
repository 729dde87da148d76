import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Clock } from '../clock/clock.js';
import type { HttpRequest, HttpResponse } from '../http/http-request.js';
import { Environment } from '../options/environment.js';
import { presentedCookies } from './presented-cookies.js';
import { sessionLifetime } from './session-lifetimes.js';
import type { Session } from './session.entity.js';
import type { IssuedSession } from './sessions.service.js';
import { AccessTokensService } from './tokens/access-tokens.service.js';

/** `KnownBrowser` is beyond the contract's: see `KnownBrowsersService`. */
type CookieName = 'Authentication' | 'Refresh' | 'TrustedDevice' | 'KnownBrowser' | 'PasskeyChallenge';

/** Of a protected host: the gate that is open there, and what binds a code to the browser that asks for it. */
const GATE = '__Host-Gate';
const GATE_STATE = '__Host-GateState';

/** Protected hosts are https, whatever `PUBLIC_URL` is. */
const gateAttributes = { httpOnly: true, sameSite: 'lax', path: '/', secure: true } as const;

type Lifespan = Pick<Session, 'rememberMe' | 'expiresAt'>;

/** What a browser presents. */
export interface PresentedCookies {
  accessToken?: string | undefined;
  refreshToken?: string | undefined;
  trustedDevice?: string | undefined;
  knownBrowser?: string | undefined;
  /** See `PasskeyChallengesService`. */
  passkeyChallenge?: string | undefined;
}

/** What a browser is given; what is undefined stays as it is. */
export interface IssuedCookies extends IssuedSession {
  trustedDevice?: string | undefined;
  knownBrowser?: string | undefined;
}

/** Seconds. Browsers keep no cookie longer than 400 days (RFC 6265bis section 5.5). */
const KNOWN_BROWSER_LIFETIME = 400 * 24 * 3600;

/** The one home of the cookies: their names, their attributes, reading, writing and clearing them. */
@Injectable()
export class CookiesService {
  private readonly prefix: string;
  private readonly attributes: { httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean };

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly accessTokens: AccessTokensService,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {
    // Browsers take a cookie of the prefix `__Host-` only with Secure, which plain http on localhost cannot have.
    this.prefix = environment.isPublicUrlHttps ? '__Host-' : '';
    this.attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure: environment.isPublicUrlHttps };
  }

  read(request: HttpRequest): PresentedCookies {
    return {
      accessToken: this.readAccessToken(request),
      refreshToken: this.readOne(request, 'Refresh'),
      trustedDevice: this.readOne(request, 'TrustedDevice'),
      knownBrowser: this.readOne(request, 'KnownBrowser'),
      passkeyChallenge: this.readOne(request, 'PasskeyChallenge'),
    };
  }

  readAccessToken(request: HttpRequest): string | undefined {
    return this.readOne(request, 'Authentication');
  }

  write(reply: HttpResponse, { session, refreshToken, trustedDevice, knownBrowser }: IssuedCookies): void {
    const { JWT_ACCESS_TOKEN_EXPIRATION_TIME: accessTokenLifetime, TRUSTED_DEVICE_LIFETIME } =
      this.environment;
    this.set(
      reply,
      'Authentication',
      this.accessTokens.sign(session),
      this.maxAge(session, accessTokenLifetime),
    );
    if (refreshToken) {
      this.set(reply, 'Refresh', refreshToken, this.maxAge(session, sessionLifetime(session).idle));
    } else {
      this.clearOne(reply, 'Refresh');
    }
    if (trustedDevice) {
      this.set(reply, 'TrustedDevice', trustedDevice, TRUSTED_DEVICE_LIFETIME);
    }
    if (knownBrowser) {
      // Who does not want to be remembered here leaves nothing here.
      const isRemembered = session.rememberMe || trustedDevice !== undefined;
      this.set(reply, 'KnownBrowser', knownBrowser, isRemembered ? KNOWN_BROWSER_LIFETIME : undefined);
    }
  }

  /** Goes when the browser is closed. */
  writePasskeyChallenge(reply: HttpResponse, value: string): void {
    this.set(reply, 'PasskeyChallenge', value, undefined);
  }

  /** What a browser presents to a protected host. */
  readGate(request: HttpRequest): { gate: string | undefined; gateState: string | undefined } {
    return { gate: this.readNamed(request, GATE), gateState: this.readNamed(request, GATE_STATE) };
  }

  writeGate(reply: HttpResponse, value: string, session: Lifespan): void {
    const maxAge = this.maxAge(session, Number.POSITIVE_INFINITY);
    this.adapterHost.httpAdapter.setCookie(reply, GATE, value, { ...gateAttributes, maxAge });
  }

  /** Goes when the browser is closed. */
  writeGateState(reply: HttpResponse, value: string): void {
    this.adapterHost.httpAdapter.setCookie(reply, GATE_STATE, value, gateAttributes);
  }

  clearGate(reply: HttpResponse): void {
    [GATE, GATE_STATE].forEach((name) =>
      this.adapterHost.httpAdapter.clearCookie(reply, name, gateAttributes),
    );
  }

  /** Leaves the others: logging out does not make the browser a stranger. */
  clear(reply: HttpResponse): void {
    this.clearOne(reply, 'Authentication');
    this.clearOne(reply, 'Refresh');
  }

  /** Seconds; undefined for cookies that go when the browser is closed. */
  private maxAge({ rememberMe, expiresAt }: Lifespan, lifetime: number): number | undefined {
    const untilEnd = Math.floor((expiresAt.getTime() - this.clock.now().getTime()) / 1000);
    return rememberMe ? Math.min(lifetime, untilEnd) : undefined;
  }

  private readOne(request: HttpRequest, name: CookieName): string | undefined {
    return this.readNamed(request, this.prefix + name);
  }

  private readNamed(request: HttpRequest, name: string): string | undefined {
    const value = presentedCookies(request)[name];
    // cookie-parser turns `j:{…}` into an object.
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  private set(reply: HttpResponse, name: CookieName, value: string, maxAge: number | undefined): void {
    this.adapterHost.httpAdapter.setCookie(reply, this.prefix + name, value, { ...this.attributes, maxAge });
  }

  private clearOne(reply: HttpResponse, name: CookieName): void {
    this.adapterHost.httpAdapter.clearCookie(reply, this.prefix + name, this.attributes);
  }
}
