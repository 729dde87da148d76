import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseKeyList } from '../../../src/options/key-list.js';

const long = 'x'.repeat(32);

it('has the first key for new work and all of them for old', () => {
  const { primary, byId } = parseKeyList(`new:${long}n, old:${long}o`);
  expect(primary).toEqual({ kid: 'new', value: `${long}n` });
  expect([...byId.values()]).toEqual([primary, { kid: 'old', value: `${long}o` }]);
});

it('takes a bare key as the key 1, and everything after the first colon as the key', () => {
  expect(parseKeyList(long).primary).toEqual({ kid: '1', value: long });
  expect(parseKeyList(`a:b:${long}`).primary).toEqual({ kid: 'a', value: `b:${long}` });
});

it('counts bytes, not characters: 31 are too short, 32 are enough', () => {
  expect(() => parseKeyList('x'.repeat(31))).toThrow('shorter than 32 bytes');
  expect(parseKeyList('x'.repeat(32)).primary.value).toHaveLength(32);
  expect(parseKeyList('é'.repeat(16)).primary.value).toHaveLength(16);
});

it.each([
  ['', 'shorter than 32 bytes'],
  ['k1:', 'shorter than 32 bytes'],
  [`k1:${long},`, 'shorter than 32 bytes'],
  [`:${long}`, 'key id'],
  [`a b:${long}`, 'key id'],
  [`${'k'.repeat(33)}:${long}`, 'key id'],
  [`k1:${long},k1:${long}y`, 'same key id twice'],
  [`${long},1:${long}y`, 'same key id twice'],
])('refuses %j', (text, reason) => {
  expect(() => parseKeyList(text)).toThrow(reason);
});

it('never finds a key by a name that every object has', () => {
  const { byId } = parseKeyList(`k1:${long}`);
  expect(['__proto__', 'constructor', 'toString'].map((kid) => byId.get(kid))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('never shows a key in an error, whatever it is given', () => {
  const key = fc.stringMatching(/^[a-z0-9]{8,40}$/);
  fc.assert(
    fc.property(fc.string({ maxLength: 5 }), key, fc.string({ maxLength: 5 }), (before, secret, after) => {
      try {
        parseKeyList(before + secret + after);
      } catch (error) {
        expect((error as Error).message).not.toContain(secret);
      }
    }),
  );
});
