import { expect, it } from 'vitest';
import { MessageAuthenticator } from '../../../src/crypto/message-authenticator.js';
import { testEnvironment } from '../../support/test-environment.js';

const oldKey = 'old:the-key-that-was-the-first-one-last-year';
const newKey = 'new:the-key-that-is-the-first-one-from-now-on';
const withKeys = (keys: string) => new MessageAuthenticator(testEnvironment({ ENCRYPTION_KEYS: keys }));
const authenticator = withKeys(oldKey);

it('knows its own signature, for that purpose and that message', () => {
  const tag = authenticator.sign('purpose', 'message');
  expect(tag).toMatch(/^[\w-]{22}$/);
  expect(authenticator.isSigned('purpose', 'message', tag)).toBe(true);
  expect(authenticator.isSigned('other', 'message', tag)).toBe(false);
  expect(authenticator.isSigned('purpose', 'messagE', tag)).toBe(false);
  expect(withKeys(newKey).isSigned('purpose', 'message', tag)).toBe(false);
});

it('refuses a tag that was changed, cut, lengthened, or is no tag', () => {
  const tag = authenticator.sign('purpose', 'message');
  const changed = (tag.startsWith('A') ? 'B' : 'A') + tag.slice(1);
  for (const bad of [changed, tag.slice(0, 20), `${tag}AA`, '', '!'.repeat(22), 'é'.repeat(22)]) {
    expect(authenticator.isSigned('purpose', 'message', bad)).toBe(false);
  }
});

it('goes on knowing what an earlier key signed', () => {
  const tag = authenticator.sign('purpose', 'message');
  const rotated = withKeys(`${newKey},${oldKey}`);
  expect(rotated.isSigned('purpose', 'message', tag)).toBe(true);
  expect(rotated.sign('purpose', 'message')).toBe(withKeys(newKey).sign('purpose', 'message'));
});
