import ipaddr from 'ipaddr.js';
import type { RateLimit } from './rate-limit.interface.js';

const IPV6_CUSTOMER_BYTES = 8;
const IPV6_SITE_BYTES = 6;

/** How many customers' worth of a limit one site may use. */
const SITE_FACTOR = 3;

/**
 * The address that a client is counted under: IPv4 as it is, IPv6 by its first 64 bits, since a single customer has at
 * least so many addresses to hop between (RFC 6177).
 */
export function clientAddress(ip: string): string {
  const address = parse(ip);
  return address?.kind() === 'ipv6' ? prefix(address, IPV6_CUSTOMER_BYTES) : (address?.toString() ?? ip);
}

/**
 * What a limit for an address means: the limit itself under {@link clientAddress}; and for IPv6 one that is three times as high
 * under the first 48 bits, since one site has 65,536 networks of 64 bits (RFC 6177 section 2).
 */
export function addressLimits(limit: RateLimit, ip: string): { limit: RateLimit; address: string }[] {
  const limits = [{ limit, address: clientAddress(ip) }];
  const address = parse(ip);
  if (address?.kind() === 'ipv6') {
    const ofSite = { ...limit, name: `${limit.name}-site`, points: SITE_FACTOR * limit.points };
    limits.push({ limit: ofSite, address: prefix(address, IPV6_SITE_BYTES) });
  }
  return limits;
}

/** `::ffff:192.0.2.1` is 192.0.2.1. */
function parse(ip: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return ipaddr.isValid(ip) ? ipaddr.process(ip) : undefined;
}

function prefix(address: ipaddr.IPv4 | ipaddr.IPv6, bytes: number): string {
  return `${Buffer.from(address.toByteArray().slice(0, bytes)).toString('hex')}::/${8 * bytes}`;
}
