import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../../src/options/environment.error.js';
import { parseEnvironment } from '../../../src/options/load-environment.js';
import { httpsEnvironment, testKeys } from '../../support/test-environment.js';

const directory = mkdtempSync(join(tmpdir(), 'twofold-environment-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const https = { ...httpsEnvironment, DATABASE_URL: 'embedded' };

type Variables = Record<string, string | undefined>;

function parse(variables: Variables) {
  return parseEnvironment({ DATA_DIR: directory, ...testKeys, ...variables });
}

function messageOf(variables: Variables): string {
  try {
    parse(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentError);
    return (error as Error).message;
  }
  throw new Error('was accepted');
}

it('a DATA_DIR that cannot be used is named, and not the secret that was to lie in it', () => {
  const variables = { DATA_DIR: '/dev/null', PASSWORD_PEPPERS: undefined };
  expect(messageOf(variables)).toBe('DATA_DIR cannot be used (ENOTDIR).');
});

it('what is no number is not told that it is too large', () => {
  expect(messageOf({ UV_THREADPOOL_SIZE: 'abc' })).toMatch(/must be a whole number from 1 to 1024/);
});

it.each(['0.0.0.0/0', '::/0'])('that TRUSTED_PROXIES=%s is everybody is said', (range) => {
  expect(messageOf({ TRUSTED_PROXIES: range })).toMatch(
    /^TRUSTED_PROXIES must be .*, not everybody \(\/0\)\.$/,
  );
});

describe('a bad value', () => {
  it.each([
    ['NODE_ENV', 'staging'],
    ['PUBLIC_URL', 'localhost:3000'],
    ['PUBLIC_URL', 'ftp://localhost'],
    ['PUBLIC_URL', 'http://localhost/path'],
    ['PUBLIC_URL', 'http://localhost/?query'],
    ['PUBLIC_URL', 'https://auth.example.com/#fragment'],
    ['PUBLIC_URL', 'https://user@auth.example.com'],
    ['PUBLIC_URL', 'https://:password@auth.example.com'],
    ['PUBLIC_URL', 'http://auth.example.com'],
    ['PUBLIC_URL', 'http://localhost.example.com'],
    ['PUBLIC_URL', 'http://192.168.0.10:3000'],
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['KEEP_ALIVE_TIMEOUT', '1'],
    ['KEEP_ALIVE_TIMEOUT', '3601'],
    ['KEEP_ALIVE_TIMEOUT', '60s'],
    ['FRONTEND_ORIGINS', '*'],
    ['FRONTEND_ORIGINS', 'null'],
    ['FRONTEND_ORIGINS', 'https://*.example.com'],
    ['FRONTEND_ORIGINS', 'https://app.example.com/'],
    ['FRONTEND_ORIGINS', 'https://app.example.com, app.example.com'],
    ['FRONTEND_ORIGINS', 'https://App.example.com'],
    ['FRONTEND_ORIGINS', 'https://user@app.example.com'],
    ['PASSKEY_RP_ID', 'https://localhost'],
    ['PASSKEY_RP_ID', 'example.com'],
    ['PASSKEY_RP_ID', 'app.localhost'],
    ['PASSKEY_RP_ID', '127.0.0.1'],
    ['TRUSTED_PROXIES', 'true'],
    ['TRUSTED_PROXIES', 'loopback'],
    ['TRUSTED_PROXIES', '10.0.0.0/8, proxy.example.com'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '300.0.0.1'],
    ['TRUSTED_PROXIES', '::1/129'],
    ['TOKEN_AUDIENCES', 'https://api.example.com, two words'],
    ['TOKEN_AUDIENCES', 'a'.repeat(257)],
    ['TOKEN_AUDIENCES', 'http://localhost:3000'],
    ['DATABASE_URL', 'mysql://localhost/app'],
    ['MAIL_URL', 'smtp://mail.example.com:99999'],
    ['MAIL_FROM', 'Twofold'],
    ['METRICS_PORT', '3000'],
    ['UV_THREADPOOL_SIZE', 'abc'],
    ['JWT_ACCESS_TOKEN_EXPIRATION_TIME', '29'],
    ['JWT_ACCESS_TOKEN_EXPIRATION_TIME', '3601'],
    ['JWT_ACCESS_TOKEN_EXPIRATION_TIME', '5m'],
    ['JWT_ACCESS_TOKEN_EXPIRATION_TIME', '1e2'],
    ['APP_NAME', 'Two:fold'],
    ['APP_NAME', 'Two\nfold'],
    ['APP_NAME', 'a'.repeat(65)],
    ['TWO_FACTOR_AUTHENTICATION_APP_NAME', 'Two:fold'],
    ['TWO_FACTOR_AUTHENTICATION_APP_NAME', 'Two\nfold'],
    ['PASSWORD_MIN_LENGTH', '7'],
    ['PASSWORD_MIN_LENGTH', '65'],
    ['PASSWORD_MIN_LENGTH', '-15'],
    ['BREACHED_PASSWORDS_URL', 'http://api.pwnedpasswords.com/range/'],
    ['BREACHED_PASSWORDS_URL', 'api.pwnedpasswords.com'],
    ['BCRYPT_COST', '9'],
    ['BCRYPT_COST', '16'],
    ['BCRYPT_COST', '12.5'],
    ['EMAIL_VERIFICATION', 'yes'],
    ['REGISTRATION', 'invited'],
    ['MAIL_URL', 'https://mail.example.com'],
    ['SUPPORT_URL', 'javascript:alert(1)'],
    ['SUPPORT_URL', 'ftp://example.com/help'],
    ['SUPPORT_URL', 'example.com/help'],
    ['SUPPORT_URL', 'https:example.com'],
    ['SUPPORT_URL', 'https://user@example.com/help'],
    ['SUPPORT_URL', 'https://:password@example.com/help'],
    ['SUPPORT_URL', 'https://example.com/he\tlp'],
    ['SUPPORT_URL', 'https://example.com/he\u0085lp'],
    ['SUPPORT_URL', 'https://example.com/two words'],
    ['SUPPORT_URL', `https://example.com/${'a'.repeat(2048)}`],
    ['SUPPORT_URL', 'mailto:help'],
    ['SUPPORT_URL', 'mailto:help@example.com\nBcc: x@example.com'],
    ['TRUSTED_DEVICE_LIFETIME', '-1'],
    ['TRUSTED_DEVICE_LIFETIME', '30d'],
    ['SWAGGER', 'yes'],
    ['SWAGGER', 'FALSE'],
    ['METRICS_PORT', '0x50'],
    ['DATABASE_TLS', 'on'],
    ['TRUSTED_PROXIES', 'none, 10.0.0.1'],
    ['MAIL_URL', 'files'],
    ['DATABASE_URL', 'Embedded'],
    ['LOG_LEVEL', 'all'],
  ])('%s=%s stops the start with one line that names the variable', (name, value) => {
    const message = messageOf({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name} .+\\.$`));
    expect(message).not.toContain('\n');
  });

  it.each([
    ['DATABASE_URL', 'postgres:/me:canary@localhost/app'],
    ['MAIL_URL', 'http://me:canary@mail.example.com'],
    ['PUBLIC_URL', 'https://me:canary@auth.example.com'],
    ['JWT_ACCESS_TOKEN_SECRET', 'canary'],
    ['ENCRYPTION_KEYS', 'bad id:canary-canary-canary-canary-canary'],
    ['PASSWORD_PEPPERS', 'canary-canary-canary-canary-canary,canary-canary-canary-canary-canary'],
    ['PASSWORD_PEPPERS', testKeys.ENCRYPTION_KEYS.replace('k1:', 'canary:')],
  ])('%s is refused without showing it', (name, value) => {
    const message = messageOf({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name} `));
    expect(message).not.toContain('canary');
    expect(message).not.toContain('only-there');
  });
});

it('APP_NAME is the name for authenticator apps, too, unless they have one of their own', () => {
  const names = (variables: Variables) => {
    const { APP_NAME, TWO_FACTOR_AUTHENTICATION_APP_NAME } = parse(variables);
    return [APP_NAME, TWO_FACTOR_AUTHENTICATION_APP_NAME];
  };
  expect(names({})).toEqual(['Twofold', 'Twofold']);
  expect(names({ APP_NAME: 'Gringotts' })).toEqual(['Gringotts', 'Gringotts']);
  const issuer = { TWO_FACTOR_AUTHENTICATION_APP_NAME: 'Vaults' };
  expect(names({ APP_NAME: 'Gringotts', ...issuer })).toEqual(['Gringotts', 'Vaults']);
  expect(names(issuer)).toEqual(['Twofold', 'Vaults']);
});

it.each<[Variables, string]>([
  [{}, '"Twofold" <no-reply@localhost>'],
  [{ MAIL_FROM: 'a@example.com' }, 'a@example.com'],
  [{ APP_NAME: 'Gringotts' }, '"Gringotts" <no-reply@localhost>'],
  [{ APP_NAME: 'Goblins, "Inc." \\', MAIL_FROM: 'a@b.com' }, String.raw`"Goblins, \"Inc.\" \\" <a@b.com>`],
  [{ APP_NAME: 'Gringotts', MAIL_FROM: '<a@example.com>' }, '"Gringotts" <a@example.com>'],
  [{ APP_NAME: 'Gringotts', MAIL_FROM: 'Vaults <a@example.com>' }, 'Vaults <a@example.com>'],
])('with %j mails are from %s', (variables, from) => {
  expect(parse(variables).MAIL_FROM).toBe(from);
});

describe('SUPPORT_URL', () => {
  it.each([
    'https://example.com/help?from=log-in#lost',
    'HTTPS://example.com',
    'mailto:help@example.com?subject=Log-in',
  ])('%s is taken as it is', (SUPPORT_URL) => {
    expect(parse({ ...https, SUPPORT_URL }).SUPPORT_URL).toBe(SUPPORT_URL);
  });

  it('may be http only where PUBLIC_URL is', () => {
    const SUPPORT_URL = 'http://localhost:8080/help';
    expect(parse({ SUPPORT_URL }).SUPPORT_URL).toBe(SUPPORT_URL);
    expect(messageOf({ ...https, SUPPORT_URL })).toMatch(/^SUPPORT_URL must start with https:/);
  });

  it('is unset unless it is set', () => {
    expect(parse({}).SUPPORT_URL).toBeUndefined();
  });
});

it.each([
  ['required', { MAIL_URL: 'smtp://mail.example.com' }],
  ['required', { MAIL_URL: 'smtps://mail.example.com', EMAIL_VERIFICATION: '' }],
  ['optional', { MAIL_URL: 'smtps://mail.example.com', EMAIL_VERIFICATION: 'optional' }],
  ['required', { EMAIL_VERIFICATION: 'required' }],
  ['optional', {}],
])('EMAIL_VERIFICATION is %s with %j', (expected, variables) => {
  expect(parse(variables).EMAIL_VERIFICATION).toBe(expected);
});

describe('DATABASE_URL', () => {
  it.each([
    'postgres://me:canary#1@localhost/app',
    'postgres://me:12#canary@localhost/app',
    'postgres://me:canary@localhost/app#',
    'postgres://me:12/canary@localhost/app',
    'postgres://me:12?canary@localhost/app',
    'postgres://me:12%canary@localhost/app',
    'postgres://me:[canary@',
  ])('%s is refused at once, with how to write it, and without a piece of it', (url) => {
    const message = messageOf({ DATABASE_URL: url });
    expect(message).toMatch(/^DATABASE_URL must be a URL; .*percent-encoded \(# is %23.*\)\.$/);
    expect(message).not.toMatch(/canary|12|localhost/);
  });

  it.each([
    'postgres://me:can%23ary@localhost/app',
    'postgresql://me:c@n:ary!$&()*+,;=~@localhost:5432/app?sslmode=require',
    'postgres://localhost/app?user=me@server&password=canary',
    'postgres://me@/app?host=/var/run/postgresql',
    'postgres://%2Fvar%2Frun%2Fpostgresql/app',
    'postgres:///app',
  ])('%s is taken', (url) => {
    expect(parse({ DATABASE_URL: url }).DATABASE_URL).toBe(url);
  });

  it('of another database is told what it must start with', () => {
    expect(messageOf({ DATABASE_URL: 'mysql://localhost/app' })).toBe(
      'DATABASE_URL must start with postgres://.',
    );
  });
});

describe('PUBLIC_URL', () => {
  it.each([
    [{}, 'http://localhost:3000'],
    [{ PORT: '4000' }, 'http://localhost:4000'],
    [{ PUBLIC_URL: 'http://127.0.0.1:5000/' }, 'http://127.0.0.1:5000'],
    [{ PUBLIC_URL: 'http://[::1]:5000' }, 'http://[::1]:5000'],
    [{ PUBLIC_URL: 'http://app.localhost' }, 'http://app.localhost'],
    [{ ...https, PUBLIC_URL: 'https://auth.example.com/' }, 'https://auth.example.com'],
    [{ ...https, PUBLIC_URL: 'HTTPS://Auth.Example.com:443' }, 'https://auth.example.com'],
  ])('of %j is the origin %s', (variables: Variables, origin) => {
    expect(parse(variables).PUBLIC_URL).toBe(origin);
  });

  it('decides whether cookies are Secure, however it is spelt', () => {
    const shouting = { ...https, PUBLIC_URL: 'HTTPS://auth.example.com' };
    expect(parse(shouting).isPublicUrlHttps).toBe(true);
    expect(parse({}).isPublicUrlHttps).toBe(false);
  });
});

it('metrics are served where the API is unless said otherwise', () => {
  expect(parse({ HOST: '0.0.0.0' }).METRICS_HOST).toBe('0.0.0.0');
  expect(parse({ HOST: '0.0.0.0', METRICS_HOST: '127.0.0.1' }).METRICS_HOST).toBe('127.0.0.1');
});

it.each(['embedded', '', undefined])('DATABASE_URL=%s is the embedded PostgreSQL', (DATABASE_URL) => {
  expect(parse({ DATABASE_URL }).DATABASE_URL).toBeUndefined();
});

it.each(['file', '', undefined])('MAIL_URL=%s is files, and requires no verification', (MAIL_URL) => {
  expect(parse({ MAIL_URL })).not.toHaveProperty('MAIL_URL', expect.anything());
  expect(parse({ MAIL_URL }).EMAIL_VERIFICATION).toBe('optional');
});

it('an idle connection is kept for 73 seconds unless said otherwise', () => {
  expect(parse({}).KEEP_ALIVE_TIMEOUT).toBe(73);
  expect(parse({ KEEP_ALIVE_TIMEOUT: '120' }).KEEP_ALIVE_TIMEOUT).toBe(120);
});

describe('the keys', () => {
  it('may stand in a file, whose path and not whose content is named when it cannot be read (ASVS 13.3.1)', () => {
    const file = join(directory, 'keys');
    writeFileSync(file, 'k2:a-key-that-stands-in-a-file-of-its-own\n');
    const environment = parse({ ENCRYPTION_KEYS: undefined, ENCRYPTION_KEYS_FILE: file });
    expect(environment.ENCRYPTION_KEYS.primary).toEqual({
      kid: 'k2',
      value: 'a-key-that-stands-in-a-file-of-its-own',
    });
    const missing = { ENCRYPTION_KEYS: undefined, ENCRYPTION_KEYS_FILE: join(directory, 'none') };
    expect(messageOf(missing)).toBe('ENCRYPTION_KEYS_FILE cannot be read (ENOENT).');
    expect(messageOf({ ENCRYPTION_KEYS_FILE: file })).toMatch(
      /^ENCRYPTION_KEYS and ENCRYPTION_KEYS_FILE are both set/,
    );
  });

  it.each(['DATABASE_URL', 'MAIL_URL'])(
    '%s may stand in a file as well, for the password in it (ASVS 13.3.1)',
    (name) => {
      const file = join(directory, 'url');
      const url =
        name === 'MAIL_URL' ? 'smtps://u:secret@mail.example.com' : 'postgres://u:secret@localhost/db';
      writeFileSync(file, `${url}\n`);
      const environment = parse({ [name]: undefined, [`${name}_FILE`]: file });
      expect(environment[name as 'MAIL_URL']).toBe(url);
      expect(messageOf({ [name]: url, [`${name}_FILE`]: file })).toMatch(
        new RegExp(`^${name} and ${name}_FILE are both set`),
      );
      writeFileSync(file, 'ftp://u:secret@example.com');
      expect(messageOf({ [name]: undefined, [`${name}_FILE`]: file })).toMatch(new RegExp(`^${name} must`));
    },
  );

  it('are one for each purpose: the same key twice is refused, whatever its id (ASVS 11.1.2)', () => {
    const twice = 'a:the-same-key-in-two-entries-of-one-list,b:the-same-key-in-two-entries-of-one-list';
    expect(messageOf({ JWT_ACCESS_TOKEN_SECRET: twice })).toMatch(/^JWT_ACCESS_TOKEN_SECRET .*alike\.$/);
    const shared = testKeys.JWT_ACCESS_TOKEN_SECRET.replace('k1:', 'k9:');
    expect(messageOf({ ENCRYPTION_KEYS: shared })).toMatch(/^ENCRYPTION_KEYS .*alike\.$/);
  });
});

it('an empty variable counts as unset, and white space around a value does not count', () => {
  const environment = parse({ DATABASE_URL: '', MAIL_URL: '  ', PORT: ' 4000 ', FRONTEND_ORIGINS: ' , ' });
  expect(environment).toMatchObject({ PORT: '4000', FRONTEND_ORIGINS: [] });
  expect(environment.DATABASE_URL).toBeUndefined();
  expect(environment.MAIL_URL).toBeUndefined();
});

it.each([
  ['https://auth.example.co.uk', undefined, 'auth.example.co.uk'],
  ['https://auth.example.co.uk', 'example.co.uk', 'example.co.uk'],
  ['http://localhost:3000', undefined, 'localhost'],
  ['http://127.0.0.1:3000', undefined, undefined],
  ['http://[::1]:3000', undefined, undefined],
])('passkeys of %s with PASSKEY_RP_ID %s are for %s', (PUBLIC_URL, PASSKEY_RP_ID, expected) => {
  const environment = parse({ ...https, PUBLIC_URL, ...(PASSKEY_RP_ID && { PASSKEY_RP_ID }) });
  expect(environment.passkeyRpId).toBe(expected);
});

it.each([
  ['https://auth.example.co.uk', 'co.uk'],
  ['https://me.github.io', 'github.io'],
  ['https://auth.example.com', 'com'],
])('passkeys of %s cannot be for %s, where anybody has a name', (PUBLIC_URL, PASSKEY_RP_ID) => {
  expect(() => parse({ ...https, PUBLIC_URL, PASSKEY_RP_ID })).toThrow(
    /^PASSKEY_RP_ID must not be a public suffix/,
  );
});

it('passkeys at an IP address cannot be had by naming a domain', () => {
  expect(() => parse({ PUBLIC_URL: 'http://127.0.0.1:3000', PASSKEY_RP_ID: 'localhost' })).toThrow(
    /^PASSKEY_RP_ID must be 127\.0\.0\.1/,
  );
});
