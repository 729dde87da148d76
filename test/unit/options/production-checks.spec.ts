import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Environment } from '../../../src/options/environment.js';
import { parseEnvironment } from '../../../src/options/load-environment.js';
import { testKeys } from '../../support/test-environment.js';

const directory = mkdtempSync(join(tmpdir(), 'twofold-production-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const DATABASE_URL = 'postgres://me:an-own-one@db.example.com/app?sslmode=require';

const complete = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://auth.example.com',
  DATABASE_URL,
  DATA_DIR: directory,
  MAIL_URL: 'smtps://me:an-own-one@mail.example.com',
  MAIL_FROM: 'Twofold <no-reply@example.com>',
  TRUSTED_PROXIES: '192.0.2.1',
  ...testKeys,
};

function parse(variables: Record<string, string | undefined> = {}): Environment {
  return parseEnvironment({ ...complete, ...variables });
}

/** Whether production is meant by `NODE_ENV`, or by the address alone. */
const production = [
  ['production', 'production'],
  ['an https address', undefined],
  ['an https address, whatever NODE_ENV says,', 'development'],
  ['an https address, whatever NODE_ENV says, be it test,', 'test'],
] as const;

describe.each(production)('%s (NODE_ENV=%s)', (_, NODE_ENV) => {
  it('starts with all that it needs, without Swagger UI unless that is asked for (ASVS 13.4.5)', () => {
    expect(parse({ NODE_ENV })).toMatchObject({ SWAGGER: false, EMAIL_VERIFICATION: 'required' });
    expect(parse({ NODE_ENV, SWAGGER: 'true' }).SWAGGER).toBe(true);
  });

  it('takes what is said in so many words: the embedded database, mails in files, no proxy', () => {
    const words = { DATABASE_URL: 'embedded', MAIL_URL: 'file', TRUSTED_PROXIES: 'none' };
    const environment = parse({ NODE_ENV, MAIL_FROM: undefined, ...words });
    expect(environment).toMatchObject({ TRUSTED_PROXIES: [], EMAIL_VERIFICATION: 'optional' });
    expect([environment.DATABASE_URL, environment.MAIL_URL]).toEqual([undefined, undefined]);
  });

  it.each(['DATABASE_URL', 'MAIL_URL', 'MAIL_FROM', 'TRUSTED_PROXIES', ...Object.keys(testKeys)])(
    'is refused without %s, in one line with the cure',
    (name) => {
      for (const value of [undefined, '', ' ']) {
        expect(() => parse({ NODE_ENV, [name]: value })).toThrow(
          new RegExp(`^${name} must be set in production[:,] .{20,}\\.$`),
        );
      }
    },
  );

  it('generates no secrets', () => {
    expect(() => parse({ NODE_ENV, PASSWORD_PEPPERS: undefined })).toThrow('PASSWORD_PEPPERS');
    expect(() => statSync(join(directory, 'secrets'))).toThrow('ENOENT');
  });
});

it.each(['http://localhost:3000', 'http://auth.example.com'])(
  'production is refused on %s (ASVS 12.2.1)',
  (PUBLIC_URL) => {
    expect(() => parse({ PUBLIC_URL })).toThrow(/^PUBLIC_URL must start with https/);
  },
);

describe('production is refused with (ASVS 12.3.1, 12.3.2, 13.2.3)', () => {
  it.each([
    ['BCRYPT_COST', '4'],
    ['FRONTEND_ORIGINS', 'https://app.example.com,http://localhost:5173'],
    ['TRUSTED_PROXIES', '0.0.0.0/1'],
    ['TRUSTED_PROXIES', '10.0.0.1, 128.0.0.0/1'],
    ['TRUSTED_PROXIES', '64.0.0.0/7'],
    ['TRUSTED_PROXIES', '2000::/3'],
    ['TRUSTED_PROXIES', '2001::/15'],
    // All of IPv4, or half of it, as a socket for both kinds writes it.
    ['TRUSTED_PROXIES', '::ffff:0:0/96'],
    ['TRUSTED_PROXIES', '::ffff:128.0.0.0/97'],
    ['TRUSTED_PROXIES', '::/64'],
    ['TRUSTED_PROXIES', '0:0:1::/16'],
    // 00fd, and no private address.
    ['TRUSTED_PROXIES', 'fd::/8'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
    ['DATABASE_URL', 'postgres://twofold:password@localhost:5432/twofold'],
    ['DATABASE_URL', 'postgres://twofold:pass%77ord@localhost:5432/twofold'],
    ['DATABASE_URL', 'postgres://localhost/twofold?user=me&password=password'],
    ['MAIL_URL', 'smtps://user:password@smtp.example.com'],
    ['DATABASE_URL', 'postgres://me:an-own-one@db.example.com/app'],
    ['DATABASE_URL', 'postgres://me:an-own-one@10.0.0.7/app?sslmode=disable'],
    ['DATABASE_URL', 'postgres://me:an-own-one@localhost/app?host=db.example.com'],
    ['DATABASE_URL', 'postgres://me:an-own-one@localhost.example.com/app'],
  ])('%s=%s, in one line without a secret', (name, value) => {
    let message = '';
    try {
      parse({ [name]: value });
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(new RegExp(`^${name} .+\\.$`));
    expect(message).not.toMatch(/an-own-one|\n/);
  });
});

describe('production takes', () => {
  it.each([
    ['TRUSTED_PROXIES', '10.0.0.0/8, fc00::/7, 2a00:1450::/32'],
    ['TRUSTED_PROXIES', '::ffff:10.0.0.0/104, ::1, ::1/128'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '1'],
    ['FRONTEND_ORIGINS', 'https://app.example.com'],
    ['DATABASE_URL', 'postgres://me:an-own-one@localhost/app'],
    ['DATABASE_URL', 'postgres://me:an-own-one@[::1]:5432/app'],
    ['DATABASE_URL', 'postgres://me@/app?host=/var/run/postgresql'],
    ['DATABASE_URL', 'postgres://%2Fvar%2Frun%2Fpostgresql/app'],
    ['DATABASE_URL', 'postgres://me:an-own-one@db.example.com/app?sslmode=verify-full'],
    ['DATABASE_URL', 'postgres://me:an-own-one@db.example.com/app?ssl=true'],
    ['MAIL_URL', 'smtp://me:50%@mail.example.com'],
  ])('%s=%s', (name, value) => {
    expect(() => parse({ [name]: value })).not.toThrow();
  });

  it('a database on another machine without TLS where DATABASE_TLS=off says that this is meant', () => {
    const url = 'postgres://me:an-own-one@postgres/app';
    expect(parse({ DATABASE_URL: url, DATABASE_TLS: 'off' }).DATABASE_URL).toBe(url);
  });
});

it('on http://localhost none of this is asked for', () => {
  const variables = {
    DATA_DIR: directory,
    DATABASE_URL: 'postgres://twofold:password@db/twofold',
    FRONTEND_ORIGINS: 'http://localhost:5173',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  };
  for (const NODE_ENV of [undefined, 'development', 'test']) {
    expect(() => parseEnvironment({ ...variables, ...testKeys, NODE_ENV })).not.toThrow();
  }
});
