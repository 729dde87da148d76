import fc from 'fast-check';
import { isIP } from 'node:net';
import { expect, it } from 'vitest';
import { forwardedAddress, parseForwardedFor } from '../../../src/client/forwarded-address.js';
import { ProxyList } from '../../../src/client/proxy-list.js';

it.each([
  ['203.0.113.7', ['203.0.113.7']],
  ['203.0.113.7:4711', ['203.0.113.7']],
  ['"203.0.113.7:4711"', ['203.0.113.7']],
  ['[2001:db8::7]:4711', ['2001:db8::7']],
  ['"[2001:db8::7]"', ['2001:db8::7']],
  ['2001:db8::7', ['2001:db8::7']],
  ['fe80::1%eth0', ['fe80::1']],
  ['203.0.113.7, 10.0.0.1:80 ,10.0.0.2', ['203.0.113.7', '10.0.0.1', '10.0.0.2']],
])('%j names %j', (text, addresses) => {
  expect(parseForwardedFor(text)).toEqual(addresses);
});

it.each([
  'unknown',
  '_hidden',
  'URGENT call 0900 1234',
  '203.0.113.7:port',
  '203.0.113.7:4711:4711',
  '2130706433',
  '0x7f.1',
  '203.0.113',
  '[203.0.113.7',
  '',
  ',',
])('%j names nobody', (text) => {
  expect(parseForwardedFor(text)).toEqual([]);
});

it('what stands before something that is no address is not believed (ASVS 15.3.4)', () => {
  expect(parseForwardedFor('198.51.100.1, <script>, 203.0.113.7')).toEqual(['203.0.113.7']);
  expect(parseForwardedFor('198.51.100.1, unknown')).toEqual([]);
});

it('nothing but addresses comes out, whatever goes in', () => {
  const entry = fc.oneof(fc.string(), fc.ipV4(), fc.ipV6());
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
      expect(parseForwardedFor(entries.join(',')).every((address) => isIP(address))).toBe(true);
    }),
  );
});

it.each([
  ['nobody is trusted', '203.0.113.7', '198.51.100.1', [], '203.0.113.7'],
  ['the peer is a stranger', '203.0.113.7', '198.51.100.1', ['10.0.0.0/8'], '203.0.113.7'],
  ['the peer is a proxy', '10.0.0.1', '198.51.100.1', ['10.0.0.0/8'], '198.51.100.1'],
  ['the peer is a proxy in IPv6 words', '::ffff:10.0.0.1', '198.51.100.1', ['10.0.0.1'], '198.51.100.1'],
  [
    'a client wrote an address of its own',
    '10.0.0.1',
    '192.0.2.1, 198.51.100.1',
    ['10.0.0.0/8'],
    '198.51.100.1',
  ],
  ['two proxies passed it on', '10.0.0.1', '198.51.100.1, 10.0.0.2', ['10.0.0.0/8'], '198.51.100.1'],
  ['a proxy said nothing', '10.0.0.1', undefined, ['10.0.0.0/8'], '10.0.0.1'],
  ['the client is a trusted one', '2001:db8::1', '2001:db8::2', ['2001:db8::/32'], '2001:db8::2'],
])(
  'where %s, the address is the last that no trusted proxy has (ASVS 15.3.4)',
  (_, peer, header, proxies, address) => {
    expect(forwardedAddress(peer, header, new ProxyList(proxies))).toBe(address);
  },
);
