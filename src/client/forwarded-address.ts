import { isIP } from 'node:net';
import type { ProxyList } from './proxy-list.js';

/**
 * Who sent a request that trusted proxies passed on, as `X-Forwarded-For` says: the last address in it that none of them has.
 *
 * @param peer whose connection it is.
 */
export function forwardedAddress(peer: string, header: string | undefined, proxies: ProxyList): string {
  let address = peer;
  for (const further of parseForwardedFor(header ?? '').toReversed()) {
    if (!proxies.has(address)) {
      break;
    }
    address = further;
  }
  return address;
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
