import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { validateSync } from 'class-validator';
import { readBrand } from './brand.js';
import { keyVariables, readKeys } from './configured-keys.js';
import { EnvironmentError } from './environment.error.js';
import { Environment, isHttps, readers } from './environment.js';
import { refuseInProduction } from './production-checks.js';
import { secretVariables, withSecretFiles } from './secret-files.js';
import { refuseSimilarNames } from './similar-names.js';

type Variables = Record<string, string | undefined>;

const readerOf: Record<string, (text: string) => unknown> = {
  KEEP_ALIVE_TIMEOUT: readers.integer,
  FRONTEND_ORIGINS: readers.list,
  TRUSTED_PROXIES: readers.listOrNone,
  TOKEN_AUDIENCES: readers.list,
  TWO_FACTOR_REQUIRED_GROUPS: readers.list,
  TWO_FACTOR_GRACE_PERIOD: readers.integer,
  DATABASE_URL: readers.textUnless('embedded'),
  MAIL_URL: readers.textUnless('file'),
  JWT_ACCESS_TOKEN_EXPIRATION_TIME: readers.integer,
  PASSWORD_MIN_LENGTH: readers.integer,
  BCRYPT_COST: readers.integer,
  TRUSTED_DEVICE_LIFETIME: readers.integer,
  UV_THREADPOOL_SIZE: readers.integer,
  SECURITY_EVENT_RETENTION: readers.integer,
  SWAGGER: readers.boolean,
};

/** Those that are no keys. */
const plainVariables = [
  ...Object.keys(new Environment()),
  'PUBLIC_URL',
  'DATABASE_URL',
  'DATABASE_TLS',
  'DATA_DIR',
  'BRAND_DIR',
  'TWO_FACTOR_AUTHENTICATION_APP_NAME',
  'PASSWORD_BLOCKLIST_FILE',
  'BREACHED_PASSWORDS_URL',
  'EMAIL_VERIFICATION',
  'PASSKEY_RP_ID',
  'FORWARD_AUTH_POLICY_FILE',
  'MAIL_URL',
  'MAIL_FROM',
  'SUPPORT_URL',
  'SWAGGER',
  'METRICS_PORT',
  'METRICS_HOST',
  'NODE_TLS_REJECT_UNAUTHORIZED',
];

export const variableNames: readonly string[] = [
  ...plainVariables,
  ...keyVariables,
  ...secretVariables.map((name) => `${name}_FILE`),
];

/**
 * Reads `.env` (never over what is set already) and the process's environment: the only place that does.
 *
 * @throws EnvironmentError one line that names the first bad variable and never shows a secret.
 */
export function loadEnvironment(): Environment {
  readDotEnv();
  return parseEnvironment(process.env);
}

/** For what has to be said before, or because, the environment could not be read. */
export function isProductionProcess(): boolean {
  readDotEnv();
  const { NODE_ENV, PUBLIC_URL = '' } = process.env;
  return NODE_ENV === 'production' || isHttps(PUBLIC_URL.trim());
}

export function parseEnvironment(given: Variables): Environment {
  refuseSimilarNames(
    Object.keys(given).filter((name) => given[name]?.trim()),
    variableNames,
  );
  const variables = withSecretFiles(given);
  const isSet = (name: string) => Boolean(variables[name]?.trim());
  const environment = new Environment();
  for (const name of plainVariables.filter(isSet)) {
    const text = variables[name]?.trim() ?? '';
    const value = name in readerOf ? readerOf[name]?.(text) : text;
    if (value !== undefined) {
      Object.assign(environment, { [name]: value });
    }
  }
  environment.PUBLIC_URL ??= `http://localhost:${environment.PORT}`;
  environment.DATA_DIR = resolve(environment.DATA_DIR ?? './data');
  const { APP_NAME } = environment;
  environment.TWO_FACTOR_AUTHENTICATION_APP_NAME ??= APP_NAME;
  if (isSet('APP_NAME') || !isSet('MAIL_FROM')) {
    environment.MAIL_FROM = withDisplayName(environment.MAIL_FROM ?? 'no-reply@localhost', APP_NAME);
  }
  environment.EMAIL_VERIFICATION ??= environment.MAIL_URL?.startsWith('smtp') ? 'required' : 'optional';
  environment.METRICS_HOST ??= environment.HOST;
  environment.SWAGGER ??= !environment.isProduction;
  validate(environment);
  if (environment.isProduction) {
    refuseInProduction(environment, isSet);
  }
  environment.brand = readBrand(environment.BRAND_DIR);
  readKeys(environment, variables);
  return environment;
}

function withDisplayName(from: string, name: string): string {
  const [, address] = /^<?([^<>\s]+)>?$/.exec(from) ?? [];
  return address === undefined ? from : `"${name.replace(/["\\]/g, String.raw`\$&`)}" <${address}>`;
}

function readDotEnv(): void {
  if (existsSync('.env')) {
    process.loadEnvFile('.env');
  }
}

function validate(environment: Environment): void {
  const [error] = validateSync(environment, { skipMissingProperties: false });
  if (error) {
    const reason = Object.values(error.constraints ?? {})[0] ?? 'is not valid';
    throw new EnvironmentError(
      error.property,
      reason.replace(`${error.property} `, '').replace('each value in ', ''),
    );
  }
  if (environment.BCRYPT_COST < 10 && environment.NODE_ENV !== 'test') {
    throw new EnvironmentError('BCRYPT_COST', 'must be 10 to 15');
  }
  if (environment.METRICS_PORT === environment.PORT) {
    throw new EnvironmentError('METRICS_PORT', 'must be another port than PORT');
  }
  if (environment.FORWARD_AUTH_POLICY_FILE !== undefined && environment.TRUSTED_PROXIES.length === 0) {
    throw new EnvironmentError('TRUSTED_PROXIES', 'must be set where FORWARD_AUTH_POLICY_FILE is');
  }
  const { origin, hostname } = validPublicUrl(environment);
  environment.PUBLIC_URL = origin;
  if (environment.TOKEN_AUDIENCES.includes(origin)) {
    throw new EnvironmentError('TOKEN_AUDIENCES', 'must not have PUBLIC_URL: that is who issues the tokens');
  }
  if (environment.isPublicUrlHttps && /^http:/i.test(environment.SUPPORT_URL ?? '')) {
    throw new EnvironmentError(
      'SUPPORT_URL',
      'must start with https://, as PUBLIC_URL does, or with mailto:',
    );
  }
  refuseForeignRpId(environment, hostname);
}

/** Browsers would refuse it, too, but only when somebody uses a passkey. */
function refuseForeignRpId({ PASSKEY_RP_ID: rpId }: Environment, hostname: string): void {
  if (rpId === undefined || rpId === hostname) {
    return;
  }
  if (!hostname.endsWith(`.${rpId}`)) {
    throw new EnvironmentError(
      'PASSKEY_RP_ID',
      `must be ${hostname}, the host of PUBLIC_URL, or a parent of it`,
    );
  }
  // Imported where it is needed: it has the whole list of public suffixes.
  const { getPublicSuffix } = createRequire(import.meta.url)('tldts') as typeof import('tldts');
  if (getPublicSuffix(rpId, { allowPrivateDomains: true }) === rpId) {
    throw new EnvironmentError(
      'PASSKEY_RP_ID',
      'must not be a public suffix, under which anybody has a name',
    );
  }
}

function validPublicUrl(environment: Environment): URL {
  const url = URL.canParse(environment.PUBLIC_URL) ? new URL(environment.PUBLIC_URL) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.href !== `${url.origin}/`) {
    throw new EnvironmentError(
      'PUBLIC_URL',
      'must be an origin such as https://auth.example.com, without a path',
    );
  }
  const isLocal = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'http:' && (environment.isProduction || !isLocal)) {
    throw new EnvironmentError(
      'PUBLIC_URL',
      'must start with https:// (http is for localhost, and not in production)',
    );
  }
  return url;
}
