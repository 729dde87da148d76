import { Logger } from '@nestjs/common';
import type { FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { parseForwardedFor } from '../client/forwarded-address.js';

/**
 * Reads `X-Forwarded-For` as proxies write it before Fastify does: with a port (`192.0.2.1:4711`, `[2001:db8::1]:4711`; Azure's
 * gateway), in brackets, or in quotes. Whatever else stands there was not written by a proxy that knew the address: it and all
 * that is farther from us goes, so the request counts under the address of that proxy.
 */
export function readForwardedFor(
  request: FastifyRequest,
  _reply: unknown,
  done: HookHandlerDoneFunction,
): void {
  const { headers } = request.raw;
  const written = headers['x-forwarded-for'];
  if (written !== undefined) {
    const addresses = parseForwardedFor(String(written));
    if (addresses.length > 0) {
      headers['x-forwarded-for'] = addresses.join(', ');
    } else {
      delete headers['x-forwarded-for'];
    }
  }
  done();
}

/**
 * Tells the operator, once, of a proxy that is not in `TRUSTED_PROXIES`: behind it all clients are one, and a hundred wrong
 * passwords by anybody lock out every new browser.
 */
export function warnOfUntrustedProxy(): typeof readForwardedFor {
  const logger = new Logger('TRUSTED_PROXIES');
  const trusted = new Set<string>();
  let isWarned = false;
  return (request, _reply, done) => {
    const { remoteAddress: peer = '' } = request.raw.socket;
    if (!isWarned && request.raw.headers['x-forwarded-for'] !== undefined && !trusted.has(peer)) {
      trusted.add(peer);
      // The peer alone, where it is not believed.
      if ((request.ips?.length ?? 1) === 1) {
        isWarned = true;
        const address = peer.replace(/^::ffff:/, '');
        logger.warn(
          `X-Forwarded-For of ${address} is not believed, since that address is not in TRUSTED_PROXIES. If it is your proxy, all clients count as one: set TRUSTED_PROXIES=${address}.`,
        );
      }
    }
    done();
  };
}
