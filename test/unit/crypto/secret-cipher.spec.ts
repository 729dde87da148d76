import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DecryptionError, SecretCipher } from '../../../src/crypto/secret-cipher.js';
import { testEnvironment } from '../../support/test-environment.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const oldKey = 'old:the-key-that-was-the-first-one-last-year';
const newKey = 'new:the-key-that-is-the-first-one-from-now-on';

const cipherWith = (keys: string): SecretCipher =>
  new SecretCipher(testEnvironment({ ENCRYPTION_KEYS: keys }));
const cipher = cipherWith(oldKey);
let error: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
});

afterEach(() => vi.restoreAllMocks());

it('gives back what it was given, and shows nothing of it', () => {
  const encrypted = cipher.encrypt(SECRET, 'totp:1');
  expect(encrypted).toMatch(/^v1\.old\.[\w-]{16}\.[\w-]{43}\.[\w-]{22}$/);
  expect(encrypted).not.toContain(SECRET);
  expect(cipher.decrypt(encrypted, 'totp:1')).toBe(SECRET);
  expect(cipher.decrypt(cipher.encrypt('', 'x'), 'x')).toBe('');
});

it.each(['version', 'key id', 'initialisation vector', 'ciphertext', 'tag'])(
  'refuses a ciphertext whose %s was changed, and logs it without the secret (ASVS 11.2.5)',
  (part) => {
    const index = ['version', 'key id', 'initialisation vector', 'ciphertext', 'tag'].indexOf(part);
    const parts = cipher.encrypt(SECRET, 'totp:1').split('.');
    const text = parts[index] as string;
    parts[index] = (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    expect(() => cipher.decrypt(parts.join('.'), 'totp:1')).toThrow(DecryptionError);
    expect(error.mock.calls).toEqual([['crypt_decrypt_fail', { context: 'totp:1' }]]);
  },
);

it.each(['', 'v1', 'v1.old..', 'v1.old...', 'JBSWY3DPEHPK3PXP', 'v1.__proto__.AAAA.AAAA.AAAA'])(
  'refuses %j in the same way',
  (encrypted) => {
    expect(() => cipher.decrypt(encrypted, 'totp:1')).toThrow(DecryptionError);
    expect(error).toHaveBeenCalledOnce();
  },
);

it('refuses a tag that was cut, and anything after it (ASVS 11.2.3)', () => {
  const encrypted = cipher.encrypt(SECRET, 'totp:1');
  const [head, tag = ''] = [encrypted.slice(0, encrypted.lastIndexOf('.')), encrypted.split('.').at(-1)];
  for (const length of [0, 4, 8, 12, 15]) {
    const cut = Buffer.from(tag, 'base64url').subarray(0, length).toString('base64url');
    expect(() => cipher.decrypt(`${head}.${cut}`, 'totp:1')).toThrow(DecryptionError);
  }
  expect(() => cipher.decrypt(`${encrypted}.x`, 'totp:1')).toThrow(DecryptionError);
});

it('binds a ciphertext to its row: elsewhere it does not open (ASVS 11.3.3)', () => {
  const encrypted = cipher.encrypt(SECRET, 'totp:1');
  expect(() => cipher.decrypt(encrypted, 'totp:2')).toThrow(DecryptionError);
});

it('binds it to its key id as well', () => {
  const sameKey = cipherWith(oldKey.replace('old:', 'b:'));
  const renamed = cipher.encrypt(SECRET, 'x').replace('v1.old.', 'v1.b.');
  expect(() => sameKey.decrypt(renamed, 'x')).toThrow(DecryptionError);
});

it('opens what an earlier key encrypted, and renews that and nothing else under the first key', () => {
  const encrypted = cipher.encrypt(SECRET, 'x');
  const rotated = cipherWith(`${newKey},${oldKey}`);
  expect(rotated.decrypt(encrypted, 'x')).toBe(SECRET);
  const renewed = rotated.renew(encrypted, 'x');
  expect(renewed).toMatch(/^v1\.new\./);
  expect(rotated.decrypt(renewed, 'x')).toBe(SECRET);
  expect(rotated.renew(renewed, 'x')).toBe(renewed);
  expect(rotated.encrypt(SECRET, 'x')).toMatch(/^v1\.new\./);
  expect(() => cipherWith(newKey).decrypt(encrypted, 'x')).toThrow(DecryptionError);
});

it('never uses an initialisation vector twice in 10,000 (ASVS 11.3.4)', () => {
  const vectors = Array.from({ length: 10_000 }, () => cipher.encrypt('x', 'x').split('.')[2]);
  expect(new Set(vectors).size).toBe(10_000);
});
