import { expect, it } from 'vitest';
import { addressLimits, clientAddress } from '../../../src/rate-limiting/client-address.js';

it('IPv4 counts as it is', () => {
  expect(clientAddress('203.0.113.7')).not.toBe(clientAddress('203.0.113.8'));
});

it.each([
  ['203.0.113.7', '::ffff:203.0.113.7'],
  ['203.0.113.7', '::ffff:cb00:7107'],
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
  ['2001:db8:1:2::1', '2001:0DB8:0001:0002:0:0:0:9'],
])('%s and %s are one client', (one, other) => {
  expect(clientAddress(one)).toBe(clientAddress(other));
});

it.each([
  ['2001:db8:1:2::1', '2001:db8:1:3::1'],
  ['::1', '::ffff:0.0.0.1'],
  ['2001:db8::', '2001:db8:0:1::'],
])('%s and %s are two', (one, other) => {
  expect(clientAddress(one)).not.toBe(clientAddress(other));
});

it('what is no address is left alone', () => {
  expect(clientAddress('unknown')).toBe('unknown');
});

it('a limit counts an IPv4 address, and an IPv6 network with its site, which may have three times as much', () => {
  const limit = { name: 'log-ins', points: 10, duration: 60 };
  expect(addressLimits(limit, '::ffff:203.0.113.7')).toEqual([{ limit, address: '203.0.113.7' }]);
  expect(addressLimits(limit, '2001:db8:1:2::1')).toEqual([
    { limit, address: '20010db800010002::/64' },
    { limit: { ...limit, name: 'log-ins-site', points: 30 }, address: '20010db80001::/48' },
  ]);
});
