import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type NamedKey, parseKeyRing } from '../../../src/options/key-ring.js';

const long = 'Gq3vYtRb7LxWm0ZkPd5sHn9cJf2uTa8e';

it('has the first key for new work and all of them for old', () => {
  const { primary, byId } = parseKeyRing(`new:${long}n, old:${long}o`);
  expect(primary).toEqual({ kid: 'new', value: `${long}n` });
  expect([...byId.values()]).toEqual([primary, { kid: 'old', value: `${long}o` }]);
});

it('takes a bare key as the key 1, and everything after the first colon as the key', () => {
  expect(parseKeyRing(long).primary).toEqual({ kid: '1', value: long });
  expect(parseKeyRing(`a:b:${long}`).primary).toEqual({ kid: 'a', value: `b:${long}` });
});

it('counts bytes, not characters: 31 are too short, 32 are enough (ASVS 11.2.3)', () => {
  expect(() => parseKeyRing(long.slice(1))).toThrow('shorter than 32 bytes');
  expect(parseKeyRing(long).primary.value).toHaveLength(32);
  expect(parseKeyRing('äëïöüÿáéíóúàèìòù').primary.value).toHaveLength(16);
});

it.each([
  ['', 'shorter than 32 bytes'],
  ['k1:', 'shorter than 32 bytes'],
  [`k1:${long},`, 'shorter than 32 bytes'],
  [`:${long}`, 'key id'],
  [`a b:${long}`, 'key id'],
  [`${'k'.repeat(33)}:${long}`, 'key id'],
  [`k1:${long},k1:${long}y`, 'same key id twice'],
  [`${long},1:${long}y`, 'same key id twice (a key without an id counts as 1:key)'],
  [`k1:${long},k1:lost`, 'same key id twice'],
  ['k1:lost', 'no key that is not lost'],
  ['lost', 'shorter than 32 bytes'],
])('refuses %j', (text, reason) => {
  expect(() => parseKeyRing(text)).toThrow(reason);
});

it.each([
  ['one character', 'x'.repeat(40)],
  ['few characters', 'abcabcbaacbbcabcaabcbacbacbbaccab'],
  ['one word, again and again', 'changemechangemechangemechangeme'],
  ['one word, and the last time not all of it', 'twofold-secret-twofold-secret-twofold'],
  ['what stands in examples', 'please-change-me-before-you-go-to-production'],
])('refuses a key that is %s, and shows nothing of it', (_, key) => {
  expect(() => parseKeyRing(`k1:${key}`)).toThrow(
    /^has a key that can be guessed; make one with: openssl rand -base64 48$/,
  );
});

it.each(['base64', 'base64url', 'hex'] as const)('takes every random key in %s', (encoding) => {
  for (let round = 0; round < 500; round++) {
    const key = randomBytes(32).toString(encoding);
    expect(parseKeyRing(key).primary.value).toBe(key);
  }
});

it('has a lost key by its id alone, wherever it stands', () => {
  const ring = parseKeyRing(`old:lost,k1:${long}`);
  expect(ring.primary.kid).toBe('k1');
  expect([...ring.byId.keys()]).toEqual(['k1']);
  expect([...ring.lost]).toEqual(['old']);
});

it('uses another key for new work when told so', () => {
  const ring = parseKeyRing(`k2:${long}n,k1:${long}o`);
  ring.use(ring.byId.get('k1') as NamedKey);
  expect([ring.primary.kid, ring.keys[0].kid]).toEqual(['k1', 'k2']);
});

it('never finds a key by a name that every object has', () => {
  const { byId } = parseKeyRing(`k1:${long}`);
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
        parseKeyRing(before + secret + after);
      } catch (error) {
        expect((error as Error).message).not.toContain(secret);
      }
    }),
  );
});
