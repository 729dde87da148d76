import { expect, it } from 'vitest';
import { canonicalHost } from '../../src/forward-auth/host-name.js';
import { returnTarget } from '../../src/forward-auth/return-target.js';
import { mailMessages } from '../../src/languages/mail-texts.js';
import { browserName } from '../../src/security-events/browser-name.js';
import { parseBackupCode } from '../../src/two-factor/backup-codes/backup-code.js';
import { asciiCode } from '../../src/two-factor/typed-code.js';
import { canonicalEmailAddress, isEmailAddress } from '../../src/users/email-address.js';

/** As long as a body or a header can be. */
const LENGTH = 100_000;

const repeated = [
  'a',
  'a.',
  'a@',
  '@',
  '.',
  '-',
  ' ',
  '/',
  '//',
  '%',
  '%25',
  '\\',
  '"',
  '(',
  'Mozilla/5.0 (',
  ';',
  ',',
  '1.',
  ':',
  '\u0301',
  '٣',
];
const hostile = repeated.flatMap((part) => [
  part.repeat(LENGTH / part.length),
  `a@${part.repeat(LENGTH / part.length)}!`,
]);

const readers: [string, (text: string) => unknown][] = [
  ['an address', (text) => isEmailAddress(text)],
  ['the canonical form of one', (text) => canonicalEmailAddress(text)],
  ['a code', (text) => asciiCode(text)],
  ['a backup code', (text) => parseBackupCode(text)],
  ['a host', (text) => canonicalHost(text)],
  ['a way back', (text) => returnTarget(text)],
  ['a browser', (text) => browserName(text.slice(0, 256), mailMessages(null))],
];

it.each(readers)('no text takes long to be read as %s (ASVS 1.3.12)', async (_, read) => {
  for (const text of hostile) {
    const start = performance.now();
    await read(text);
    // One that goes back and forth takes minutes.
    expect([text.slice(0, 20), performance.now() - start < 1000]).toEqual([text.slice(0, 20), true]);
  }
});
