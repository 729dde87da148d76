import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { validateSync } from 'class-validator';
import { EnvironmentError } from './environment.error.js';
import { Environment, readers } from './environment.js';
import { generatedSecret } from './generated-secrets.js';
import { parseKeyList, type KeyList } from './key-list.js';

type Variables = Record<string, string | undefined>;

const keyVariables = ['JWT_ACCESS_TOKEN_SECRET', 'ENCRYPTION_KEYS', 'PASSWORD_PEPPERS'] as const;

const readerOf: Record<string, (text: string) => unknown> = {
  KEEP_ALIVE_TIMEOUT: readers.integer,
  FRONTEND_ORIGINS: readers.list,
  TRUSTED_PROXIES: readers.list,
  JWT_ACCESS_TOKEN_EXPIRATION_TIME: readers.integer,
  PASSWORD_MIN_LENGTH: readers.integer,
  BCRYPT_COST: readers.integer,
  TRUSTED_DEVICE_LIFETIME: readers.integer,
  UV_THREADPOOL_SIZE: readers.integer,
  SECURITY_EVENT_RETENTION: readers.integer,
  SWAGGER: readers.boolean,
};

/**
 * Reads `.env` (never over what is set already) and the process's environment: the only place that does.
 *
 * @throws EnvironmentError one line that names the first bad variable and never shows a secret.
 */
export function loadEnvironment(): Environment {
  if (existsSync('.env')) {
    process.loadEnvFile('.env');
  }
  return parseEnvironment(process.env);
}

/** For what has to be said before, or because, the environment could not be read. */
export function isProductionProcess(): boolean {
  return process.env['NODE_ENV'] === 'production';
}

export function parseEnvironment(variables: Variables): Environment {
  const environment = new Environment();
  const names = [
    ...Object.keys(environment),
    'PUBLIC_URL',
    'DATABASE_URL',
    'DATA_DIR',
    'PASSWORD_BLOCKLIST_FILE',
    'BREACHED_PASSWORDS_URL',
    'EMAIL_VERIFICATION',
    'PASSKEY_RP_ID',
  ];
  for (const name of new Set([...names, 'MAIL_URL', 'SWAGGER', 'METRICS_PORT'])) {
    const text = variables[name]?.trim();
    if (text) {
      Object.assign(environment, { [name]: readerOf[name]?.(text) ?? text });
    }
  }
  environment.PUBLIC_URL ??= `http://localhost:${environment.PORT}`;
  environment.DATA_DIR = resolve(environment.DATA_DIR ?? './data');
  environment.EMAIL_VERIFICATION ??= environment.MAIL_URL?.startsWith('smtp') ? 'required' : 'optional';
  environment.SWAGGER ??= !environment.isProduction;
  validate(environment);
  for (const name of keyVariables) {
    environment[name] = readKeys(name, variables, environment);
  }
  refuseSharedKeys(environment);
  return environment;
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
  const { origin, hostname } = validPublicUrl(environment);
  environment.PUBLIC_URL = origin;
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

function readKeys(
  name: (typeof keyVariables)[number],
  variables: Variables,
  environment: Environment,
): KeyList {
  const text = variables[name]?.trim() || readKeyFile(name, variables[`${name}_FILE`]?.trim());
  if (!text && environment.isProduction) {
    throw new EnvironmentError(
      name,
      `must be set in production, or ${name}_FILE; make one with: openssl rand -base64 48`,
    );
  }
  try {
    return parseKeyList(text || generatedSecret(environment.DATA_DIR, name));
  } catch (error) {
    if (error instanceof EnvironmentError) {
      throw error;
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code) {
      throw new EnvironmentError('DATA_DIR', `cannot be used (${code})`);
    }
    throw new EnvironmentError(name, (error as Error).message);
  }
}

function readKeyFile(name: string, path: string | undefined): string | undefined {
  try {
    return path && readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new EnvironmentError(`${name}_FILE`, `cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** One key, one purpose (OWASP ASVS v5.0.0-11.1.2). */
function refuseSharedKeys(environment: Environment): void {
  const seen = new Set<string>();
  for (const name of keyVariables) {
    for (const { value } of environment[name].byId.values()) {
      if (seen.has(value)) {
        throw new EnvironmentError(
          name,
          'has a key that is in use elsewhere already; no two keys may be alike',
        );
      }
      seen.add(value);
    }
  }
}
