import { expect, it } from 'vitest';
import { parseEnvironment } from '../../../src/options/load-environment.js';
import { testKeys } from '../../support/test-environment.js';

const parse = (variables: Record<string, string>) =>
  parseEnvironment({ NODE_ENV: 'test', ...testKeys, ...variables });

it.each([
  ['TRUSTED_PROXY', 'TRUSTED_PROXIES'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['DATABSE_URL', 'DATABASE_URL'],
  ['DATABASEURL', 'DATABASE_URL'],
  ['database_url', 'DATABASE_URL'],
  ['MAIL_URI', 'MAIL_URL'],
  ['MAILFROM', 'MAIL_FROM'],
  ['PUBLIC_URI', 'PUBLIC_URL'],
  ['ENCRYPTION_KEY', 'ENCRYPTION_KEYS'],
  ['ENCRYPTION_KEY_FILE', 'ENCRYPTION_KEYS_FILE'],
  ['PASSWORD_PEPPER', 'PASSWORD_PEPPERS'],
  ['FRONTEND_ORIGIN', 'FRONTEND_ORIGINS'],
  ['LOGLEVEL', 'LOG_LEVEL'],
  ['APPNAME', 'APP_NAME'],
  ['BRAND_DIRS', 'BRAND_DIR'],
  ['SUPPORT_URI', 'SUPPORT_URL'],
])('%s is refused, with the name that was meant', (name, meant) => {
  const start = () => parse({ [name]: 'canary' });
  expect(start).toThrow(`${name} is not a setting; did you mean ${meant}.`);
  expect(start).not.toThrow('canary');
});

it.each(['PUBLIC_URL', 'MAIL_FROM', 'PASSKEY_RP_ID'])(
  '%s in a file, which nobody would read, is refused',
  (name) => {
    expect(() => parse({ [`${name}_FILE`]: '/run/secrets/canary' })).toThrow(
      `${name}_FILE is not a setting: this cannot stand in a file; set ${name}.`,
    );
  },
);

it.each([
  'HOME',
  'PATH',
  'PWD',
  'POST',
  'HOSTNAME',
  'USER',
  'MAIL',
  'DATABASE_USER',
  'DATABASE_PORT',
  'MAIL_PORT',
  'POSTGRES_PASSWORD',
  'POSTGRES_PASSWORD_FILE',
  'HOST_FILE',
  'APP_HOME',
  'APP_BASE',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'TWOFOLD_SERVICE_HOST',
  'TWOFOLD_PORT',
  'npm_config_user_agent',
])("%s is somebody else's", (name) => {
  expect(() => parse({ [name]: 'x' })).not.toThrow();
});

it('an empty one sets nothing, and is no mistake', () => {
  expect(() => parse({ DATABASE_URI: ' ' })).not.toThrow();
});
