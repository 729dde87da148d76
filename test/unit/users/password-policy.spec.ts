import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ValidationFailedException } from '../../../src/errors/common.exceptions.js';
import { PasswordPolicy } from '../../../src/users/password-policy.js';
import { testEnvironment } from '../../support/test-environment.js';

const EMAIL = 'alice.liddell.1865@example.com';
const directory = mkdtempSync(join(tmpdir(), 'twofold-policy-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function reasonOf(policy: PasswordPolicy, password: string): string | undefined {
  try {
    policy.check(password, EMAIL);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationFailedException);
    const { message } = (error as ValidationFailedException).getResponse() as { message: string[] };
    return message.join();
  }
}

const policy = new PasswordPolicy(testEnvironment());
const eight = new PasswordPolicy(testEnvironment({ PASSWORD_MIN_LENGTH: '8' }));

describe('length', () => {
  it.each([
    ['letters', 'x'],
    ['emoji of four bytes', '😀'],
    ['letters of another script', 'ж'],
    ['spaces', ' '],
  ])('is counted in code points: 15 to 256 %s', (_, character) => {
    expect(reasonOf(policy, character.repeat(14))).toMatch(/at least 15 characters/);
    expect(reasonOf(policy, character.repeat(15))).toBeUndefined();
    expect(reasonOf(policy, character.repeat(256))).toBeUndefined();
    expect(reasonOf(policy, character.repeat(257))).toMatch(/at most 256 characters/);
  });

  it('is counted after NFC: a letter and its accent are one', () => {
    expect(reasonOf(policy, 'e\u0301'.repeat(8))).toMatch(/at least 15/);
    expect(reasonOf(policy, 'e\u0301'.repeat(14))).toMatch(/at least 15/);
    expect(reasonOf(policy, 'e\u0301'.repeat(15))).toBeUndefined();
    expect(reasonOf(policy, 'e\u0301'.repeat(256))).toBeUndefined();
  });

  it('is PASSWORD_MIN_LENGTH at least', () => {
    expect(reasonOf(eight, 'qz-vwx7')).toMatch(/at least 8 characters/);
    expect(reasonOf(eight, 'qz-vwx7k')).toBeUndefined();
  });
});

describe('no composition rules:', () => {
  it.each([
    'qwzjxkvbpyrmtlhs',
    '91827364550912837465',
    'QWZJXKVBPYRMTLHS',
    'только буквы и пробелы',
    `'";--<script>%00 `,
    'a password that contains the word password',
    `my address is ${EMAIL}`,
    'Twofold is a nice application',
  ])('%j is accepted', (password) => {
    expect(reasonOf(policy, password)).toBeUndefined();
  });
});

it.each(['\ud83d', '\ude00', '\ude00\ud83d'])(
  'half an emoji is refused, as all halves hash alike',
  (half) => {
    expect(reasonOf(policy, `correct horse battery ${half}`)).toMatch(/valid Unicode/);
  },
);

describe('what everybody guesses first is refused:', () => {
  it.each(['password', 'iloveyou', 'PassWord', 'PASSWORD1', 'qwertyuiop'])('the common %s', (password) => {
    expect(reasonOf(eight, password)).toMatch(/too common/);
  });

  it('the common ones that are long enough for the default', () => {
    expect(reasonOf(policy, '1qaz2wsx3edc4rfv')).toMatch(/too common/);
    expect(reasonOf(policy, '1QAZ2wsx3EDC4rfv')).toMatch(/too common/);
  });

  it.each([EMAIL, EMAIL.toUpperCase(), 'alice.liddell.1865', 'Alice.Liddell.1865'])(
    'the own %s',
    (password) => {
      expect(reasonOf(policy, password)).toMatch(/too easy to guess for you/);
    },
  );

  it.each(['twofoldtwofoldtwofold', 'TwoFoldPassword'])('the application: %s', (password) => {
    expect(reasonOf(policy, password)).toMatch(/too easy/);
  });

  it('the application by the name that the operator gave it', () => {
    const named = new PasswordPolicy(testEnvironment({ TWO_FACTOR_AUTHENTICATION_APP_NAME: 'Gringotts' }));
    expect(reasonOf(named, 'gringottsgringotts')).toMatch(/too easy/);
    expect(reasonOf(named, 'twofoldtwofoldtwofold')).toBeUndefined();
  });

  it("the operator's own list, in any case, however its accents are typed", () => {
    const file = join(directory, 'blocklist.txt');
    writeFileSync(file, 'Winter in Uelzen\r\ncafe\u0301 au lait 2026\n\n');
    const own = new PasswordPolicy(testEnvironment({ PASSWORD_BLOCKLIST_FILE: file }));
    expect(reasonOf(own, 'winter in uelzen')).toMatch(/too common/);
    expect(reasonOf(own, 'CAF\u00c9 au lait 2026')).toMatch(/too common/);
    expect(reasonOf(own, 'winter in uelzen.')).toBeUndefined();
  });
});

it('a list that cannot be read stops the start with one line', () => {
  const environment = testEnvironment({ PASSWORD_BLOCKLIST_FILE: join(directory, 'none') });
  expect(() => new PasswordPolicy(environment)).toThrow(
    /^PASSWORD_BLOCKLIST_FILE cannot be read \(ENOENT\)\.$/,
  );
});

it('a reason never repeats the password', () => {
  for (const password of ['short', 'x'.repeat(257), EMAIL, '1qaz2wsx3edc4rfv']) {
    expect(reasonOf(policy, password)).not.toContain(password);
  }
});
