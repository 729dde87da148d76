import { isIP } from 'node:net';
import type { FastifyRequest, HookHandlerDoneFunction } from 'fastify';

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

/** The addresses from the first one on after the last that is none; the nearest proxy wrote the last one. */
export function parseForwardedFor(text: string): string[] {
  const addresses = text.split(',').map(parseAddress);
  return addresses.slice(addresses.lastIndexOf(undefined) + 1) as string[];
}

function parseAddress(text: string): string | undefined {
  const written = text.trim().replace(/^"(.*)"$/, '$1');
  const address =
    /^\[([^\]]*)\](?::\d{1,5})?$/.exec(written)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(written)?.[1] ?? written;
  const [withoutZone = ''] = address.split('%');
  return isIP(withoutZone) ? withoutZone : undefined;
}
