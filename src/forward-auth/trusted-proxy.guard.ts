import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ProxyList } from '../client/proxy-list.js';
import type { HttpRequest } from '../http/http-request.js';
import { Environment } from '../options/environment.js';
import { UntrustedProxyException } from './forward-auth.exceptions.js';

/**
 * Lets proxies of `TRUSTED_PROXIES` through, by the address of the connection itself: whoever else could write these headers
 * would choose the page that he is asked about (oauth2-proxy's CVE-2026-40575).
 */
@Injectable()
export class TrustedProxyGuard implements CanActivate {
  private readonly trusted: ProxyList;
  /** Proxies ask often, and a search of the list costs as much as the answer from the cache. */
  private readonly seen = new Set<string>();

  constructor({ TRUSTED_PROXIES }: Environment) {
    this.trusted = new ProxyList(TRUSTED_PROXIES);
  }

  canActivate(context: ExecutionContext): boolean {
    const { remoteAddress } = context.switchToHttp().getRequest<HttpRequest>().socket;
    if (remoteAddress === undefined || !(this.seen.has(remoteAddress) || this.trusted.has(remoteAddress))) {
      throw new UntrustedProxyException();
    }
    this.seen.add(remoteAddress);
    return true;
  }
}
