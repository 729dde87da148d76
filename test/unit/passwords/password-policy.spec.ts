import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ValidationFailedException } from '../../../src/errors/common.exceptions.js';
import { BreachedPasswordsService } from '../../../src/passwords/breached-passwords.service.js';
import { PasswordPolicy } from '../../../src/passwords/password-policy.js';
import { testEnvironment } from '../../support/test-environment.js';

const EMAIL = 'alice.liddell.1865@example.com';
const directory = mkdtempSync(join(tmpdir(), 'twofold-policy-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function reasonOf(
  policy: PasswordPolicy,
  password: string,
  email = EMAIL,
): Promise<string | undefined> {
  try {
    await policy.check(password, email);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationFailedException);
    const { message } = (error as ValidationFailedException).getResponse() as { message: string[] };
    return message.join();
  }
}

function policyWith(variables: Record<string, string> = {}): PasswordPolicy {
  const environment = testEnvironment(variables);
  return new PasswordPolicy(environment, new BreachedPasswordsService(environment));
}

/** Characters of an alphabet without a pattern, always the same ones. */
function scrambled(alphabet: string, length: number): string {
  const characters = [...alphabet];
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return characters[state % characters.length];
  }).join('');
}

const policy = policyWith();
const eight = policyWith({ PASSWORD_MIN_LENGTH: '8' });

describe('length', () => {
  it.each([
    ['letters', 'abcdefghijklmnopqrstuvwxyz'],
    ['emoji of four bytes', '😀😇🤖👻🎃🚀🌍🍕🎸🦊'],
    ['letters of another script', 'абвгдежзийклмнопрстуфхцчшщъыьэюя'],
    ['spaces and marks', ' .,;:-_#+*'],
  ])('is counted in code points: 15 to 256 %s', async (_, alphabet) => {
    expect(await reasonOf(policy, scrambled(alphabet, 14))).toMatch(/at least 15 characters/);
    expect(await reasonOf(policy, scrambled(alphabet, 15))).toBeUndefined();
    expect(await reasonOf(policy, scrambled(alphabet, 256))).toBeUndefined();
    expect(await reasonOf(policy, scrambled(alphabet, 257))).toMatch(/at most 256 characters/);
  });

  it('is counted after NFC: a letter and its accent are one', async () => {
    const accented = (length: number) => scrambled('éèêôîûäöüñ', length).normalize('NFD');
    expect(accented(8)).toHaveLength(16);
    expect(await reasonOf(policy, accented(8))).toMatch(/at least 15/);
    expect(await reasonOf(policy, accented(14))).toMatch(/at least 15/);
    expect(await reasonOf(policy, accented(15))).toBeUndefined();
    expect(await reasonOf(policy, accented(256))).toBeUndefined();
  });

  it('is PASSWORD_MIN_LENGTH at least', async () => {
    expect(await reasonOf(eight, 'qz-vwx7')).toMatch(/at least 8 characters/);
    expect(await reasonOf(eight, 'qz-vwx7k')).toBeUndefined();
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
    'correct horse battery staple',
    'another horse battery staple',
    'purple monkey dishwasher lamp',
    'tausend kleine nasse Schnecken',
  ])('%j is accepted', async (password) => {
    expect(await reasonOf(policy, password)).toBeUndefined();
  });
});

it.each(['\ud83d', '\ude00', '\ude00\ud83d'])(
  'half an emoji is refused, as all halves hash alike',
  async (half) => {
    expect(await reasonOf(policy, `correct horse battery ${half}`)).toMatch(/valid Unicode/);
  },
);

describe('what everybody guesses first is refused:', () => {
  it.each(['password', 'iloveyou', 'PassWord', 'PASSWORD1', 'qwertyuiop'])(
    'the common %s',
    async (password) => {
      expect(await reasonOf(eight, password)).toMatch(/too common/);
    },
  );

  it('the common ones that are long enough for the default', async () => {
    expect(await reasonOf(policy, '1qaz2wsx3edc4rfv')).toMatch(/too common/);
    expect(await reasonOf(policy, '1QAZ2wsx3EDC4rfv')).toMatch(/too common/);
  });

  it.each([EMAIL, EMAIL.toUpperCase(), 'alice.liddell.1865', 'Alice.Liddell.1865'])(
    'the own %s',
    async (password) => {
      expect(await reasonOf(policy, password)).toMatch(/too easy to guess for you/);
    },
  );

  it.each([
    'password12345678',
    'Password12345678',
    '1234567890123456',
    'iloveyouiloveyou',
    'aaaaaaaaaaaaaaaa',
    'qwertyuiopasdfgh',
    'passwordpassword',
    ' '.repeat(256),
  ])('what is guessed within 10^8 tries: %j', async (password) => {
    expect(await reasonOf(policy, password)).toMatch(/too common or too easy/);
  });

  it.each(['alicealicealice', 'Liddell.1865.1865', 'example.comexample.com'])(
    'parts of the own address: %s',
    async (password) => {
      expect(await reasonOf(policy, password)).toMatch(/too easy/);
    },
  );

  it("but not parts of somebody else's", async () => {
    expect(await reasonOf(policy, 'Liddell.1865.1865', 'bob@example.com')).toBeUndefined();
  });

  it.each(['auth.gringotts.test'.repeat(2), 'gringottsgringotts', 'Auth.Gringotts.Test'])(
    "the host's name: %s",
    async (password) => {
      const hosted = policyWith({ PUBLIC_URL: 'https://auth.gringotts.test' });
      expect(await reasonOf(hosted, password)).toMatch(/too easy/);
    },
  );

  it.each(['twofoldtwofoldtwofold', 'TwoFoldPassword'])('the application: %s', async (password) => {
    expect(await reasonOf(policy, password)).toMatch(/too easy/);
  });

  it('the application by the name that the operator gave it', async () => {
    const named = policyWith({ TWO_FACTOR_AUTHENTICATION_APP_NAME: 'Gringotts' });
    expect(await reasonOf(named, 'GringottsPassword')).toMatch(/too easy/);
    expect(await reasonOf(policy, 'GringottsPassword')).toBeUndefined();
  });

  it("the operator's own list, in any case, however its accents are typed", async () => {
    const file = join(directory, 'blocklist.txt');
    writeFileSync(file, 'Winter in Uelzen\r\ncafe\u0301 au lait 2026\n\n');
    const own = policyWith({ PASSWORD_BLOCKLIST_FILE: file });
    expect(await reasonOf(own, 'winter in uelzen')).toMatch(/too common/);
    expect(await reasonOf(own, 'CAF\u00c9 au lait 2026')).toMatch(/too common/);
    expect(await reasonOf(own, 'winter in uelzen.')).toBeUndefined();
  });
});

it('a list that cannot be read stops the start with one line', () => {
  expect(() => policyWith({ PASSWORD_BLOCKLIST_FILE: join(directory, 'none') })).toThrow(
    /^PASSWORD_BLOCKLIST_FILE cannot be read \(ENOENT\)\.$/,
  );
});

it('a reason never repeats the password', async () => {
  for (const password of ['short', 'x'.repeat(257), EMAIL, '1qaz2wsx3edc4rfv']) {
    expect(await reasonOf(policy, password)).not.toContain(password);
  }
});
