import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dictionary } from '@zxcvbn-ts/language-common';
import { afterAll, describe, expect, it } from 'vitest';
import type { ErrorBody } from '../../../src/errors/api.exception.js';
import { ValidationFailedException } from '../../../src/errors/common.exceptions.js';
import { BreachedPasswordsService } from '../../../src/passwords/breached-passwords.service.js';
import { PasswordPolicy } from '../../../src/passwords/password-policy.js';
import { httpsEnvironment, testEnvironment } from '../../support/test-environment.js';

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

async function ruleOf(policy: PasswordPolicy, password: string): Promise<string | undefined> {
  const error: unknown = await policy
    .check(password, EMAIL, 'newPassword')
    .catch((reason: unknown) => reason);
  const { message, violations } = (error as ValidationFailedException).getResponse() as ErrorBody;
  expect(message).toHaveLength(1);
  expect((message as string[])[0]).toMatch(/^newPassword /);
  expect(violations).toMatchObject([{ property: 'newPassword' }]);
  return violations?.[0]?.rule;
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

describe('length (ASVS 6.2.1, 6.2.9)', () => {
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

describe('no composition rules: (ASVS 6.2.5)', () => {
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

  it('the common ones that are long enough for the default (ASVS 6.2.4)', async () => {
    expect(await reasonOf(policy, '1qaz2wsx3edc4rfv')).toMatch(/too common/);
    expect(await reasonOf(policy, '1QAZ2wsx3EDC4rfv')).toMatch(/too common/);
  });

  it('each of the 3,000 most common ones of 8 characters, and all that are long enough for the default (ASVS 6.2.4)', async () => {
    const common = dictionary['passwords-common'].map(String);
    const written = [
      ...common.filter((word) => word.length >= 15),
      // Most are shorter: they are written until they are long enough.
      ...common.slice(0, 200).map((word) => word.repeat(Math.ceil(15 / word.length))),
    ];
    const longEnough = common.filter((word) => word.length >= 8).slice(0, 3000);
    expect([written.length > 200, longEnough.length]).toEqual([true, 3000]);
    const accepted = [];
    for (const [one, list] of [
      [policy, written],
      [eight, longEnough],
    ] as const) {
      for (const password of list) {
        if ((await reasonOf(one, password)) === undefined) {
          accepted.push(password);
        }
      }
    }
    expect(accepted).toEqual([]);
  }, 120_000);

  it.each([EMAIL, EMAIL.toUpperCase(), 'alice.liddell.1865', 'Alice.Liddell.1865'])(
    'the own %s (ASVS 6.2.11)',
    async (password) => {
      expect(await reasonOf(policy, password)).toMatch(/too easy to guess for who knows your e-mail address/);
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
  ])('what is guessed within 10^8 tries: %j (ASVS 6.2.4)', async (password) => {
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
    "the host's name: %s (ASVS 6.1.2, 6.2.11)",
    async (password) => {
      const hosted = policyWith({
        ...httpsEnvironment,
        DATABASE_URL: 'embedded',
        PUBLIC_URL: 'https://auth.gringotts.test',
      });
      expect(await reasonOf(hosted, password)).toMatch(/too easy/);
    },
  );

  it.each(['twofoldtwofoldtwofold', 'TwoFoldPassword'])(
    'the application: %s (ASVS 6.2.11)',
    async (password) => {
      expect(await reasonOf(policy, password)).toMatch(/too easy/);
    },
  );

  it('the application by the name that the operator gave it', async () => {
    const named = policyWith({ APP_NAME: 'Gringotts', TWO_FACTOR_AUTHENTICATION_APP_NAME: 'Alohomora' });
    expect(await reasonOf(named, 'GringottsPassword')).toMatch(/too easy/);
    expect(await reasonOf(named, 'AlohomoraPassword')).toMatch(/too easy/);
    expect(await reasonOf(policy, 'GringottsPassword')).toBeUndefined();
  });

  it("the operator's own list, in any case, however its accents are typed (ASVS 6.1.2, 6.2.11)", async () => {
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

it.each([
  ['too-short', 'short'],
  ['too-long', scrambled('abcdefghijklmnopqrstuvwxyz', 257)],
  ['not-unicode', 'correct horse battery \ud83d'],
  ['too-common', '1qaz2wsx3edc4rfv'],
  ['contains-email', EMAIL],
  ['contains-service-name', 'GringottsPassword'],
])('a reason has a rule for programs: %s', async (rule, password) => {
  const named = policyWith({ TWO_FACTOR_AUTHENTICATION_APP_NAME: 'Gringotts' });
  expect(await ruleOf(named, password)).toBe(rule);
});
