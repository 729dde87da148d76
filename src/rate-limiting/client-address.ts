import ipaddr from 'ipaddr.js';

const IPV6_SITE_BYTES = 8;

/**
 * The address that a client is counted under: IPv4 as it is, IPv6 by its first 64 bits, since a single customer has at
 * least so many addresses to hop between (RFC 6177).
 */
export function clientAddress(ip: string): string {
  if (!ipaddr.isValid(ip)) {
    return ip;
  }
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4'
    ? address.toString()
    : `${Buffer.from(address.toByteArray().slice(0, IPV6_SITE_BYTES)).toString('hex')}::/64`;
}
