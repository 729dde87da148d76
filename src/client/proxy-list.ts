import { BlockList, isIPv6 } from 'node:net';

/** The proxies of `TRUSTED_PROXIES`: addresses, or CIDRs. */
export class ProxyList {
  private readonly ranges = new BlockList();

  constructor(proxies: readonly string[]) {
    for (const proxy of proxies) {
      const [address = '', bits] = proxy.split('/');
      if (bits === undefined) {
        this.ranges.addAddress(address, familyOf(address));
      } else {
        this.ranges.addSubnet(address, Number(bits), familyOf(address));
      }
    }
  }

  /** `::ffff:192.0.2.1` is 192.0.2.1. */
  has(address: string | undefined): boolean {
    return address !== undefined && this.ranges.check(address, familyOf(address));
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
