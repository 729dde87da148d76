import { IsBoolean, IsIn, IsOptional, IsPort, IsString, Matches } from 'class-validator';
import type { Brand } from './brand.js';
import { isDatabaseUrl } from './database-url.js';
import { GROUP_NAME_RULE, isGroupName } from './group-name.js';
import type { KeyRing } from './key-ring.js';
import {
  Fits,
  isAddress,
  isAddressOrRange,
  isAudience,
  isHostName,
  isLookUpUrl,
  isMailServer,
  isOrigin,
  isSupportUrl,
  IsWholeNumber,
} from './value-checks.js';

export const logLevels = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;

/** Ways to read a variable's text; a variable without one stays text. */
export const readers = {
  integer: (text: string) => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN),
  // What is neither stays text, which the validation refuses.
  boolean: (text: string) => ({ true: true, false: false })[text] ?? text,
  list: (text: string) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  /** As {@link readers.list}; `none` says in so many words that there is nothing. */
  listOrNone: (text: string) => (text === 'none' ? [] : readers.list(text)),
  /** Says in so many words what is the case where the variable is unset. */
  textUnless: (word: string) => (text: string) => (text === word ? undefined : text),
};

/** A colon would split the label of an authenticator app in two. */
function IsAppName(): PropertyDecorator {
  return Matches(/^[^:\p{Cc}]{1,64}$/u, { message: 'must have 1 to 64 characters, and no colon' });
}

export function isHttps(url: string): boolean {
  return /^https:/i.test(url);
}

/**
 * The whole configuration. Properties are named as the environment variables they come from, so that a
 * search for a variable finds its uses. Durations are seconds.
 */
export class Environment {
  @IsIn(['production', 'development', 'test'])
  NODE_ENV: 'production' | 'development' | 'test' = 'development';

  /** Where browsers reach the API; https except on localhost. Also the `iss` and `aud` of the access JWTs. */
  @IsString()
  PUBLIC_URL: string;

  @IsString()
  HOST = '127.0.0.1';

  @IsPort()
  PORT = '3000';

  /** After which an idle connection is closed. Behind a load balancer: longer than its own, or it sends into a closed one. */
  @IsWholeNumber(2, 3600)
  KEEP_ALIVE_TIMEOUT = 73;

  /** Origins whose pages may call the API with cookies; exact match. */
  @Fits('must be origins as browsers send them, such as https://app.example.com', isOrigin, { each: true })
  FRONTEND_ORIGINS: string[] = [];

  /** CIDRs or addresses of the proxies whose `X-Forwarded-*` headers are believed. */
  @Fits('must be addresses, or CIDRs such as 10.0.0.0/8, not everybody (/0)', isAddressOrRange, {
    each: true,
  })
  TRUSTED_PROXIES: string[] = [];

  /** Which protected hosts there are, and what they ask for (`src/forward-auth`); unset: there is no forward-auth. */
  @IsOptional()
  @IsString()
  FORWARD_AUTH_POLICY_FILE?: string;

  /** For whom `POST /authentication/token` makes tokens: what their verifiers expect as `aud`. */
  @Fits('must be printable ASCII of 256 characters at most each', isAudience, { each: true })
  TOKEN_AUDIENCES: string[] = [];

  /** `postgres://…`; undefined for the embedded PostgreSQL. */
  @IsOptional()
  @Matches(/^postgres(?:ql)?:\/\/\S+$/, { message: 'must start with postgres://' })
  @Fits(
    'must be a URL; in its user and password write # / ? @ and % percent-encoded (# is %23, % is %25)',
    isDatabaseUrl,
  )
  DATABASE_URL?: string;

  /** That a database on another machine is on purpose spoken to without TLS; in production that is refused otherwise. */
  @IsOptional()
  @IsIn(['off'], { message: 'can only be off; for TLS append ?sslmode=require to DATABASE_URL' })
  DATABASE_TLS?: 'off';

  /** Absolute path of the folder for the embedded database, mails and generated secrets. */
  @IsString()
  DATA_DIR: string;

  /** Folder of the operator's logo, theme, and head and foot of mails (docs/branding.md); unset: none of it. */
  @IsOptional()
  @IsString()
  BRAND_DIR?: string;

  /** No variable: what is in {@link BRAND_DIR}. */
  brand: Brand;

  JWT_ACCESS_TOKEN_SECRET: KeyRing;
  ENCRYPTION_KEYS: KeyRing;
  PASSWORD_PEPPERS: KeyRing;

  @IsWholeNumber(30, 3600)
  JWT_ACCESS_TOKEN_EXPIRATION_TIME = 300;

  /** What people know this by: on the pages, in mails, in Swagger UI. */
  @IsAppName()
  APP_NAME = 'Twofold';

  /** The issuer that the authenticator app shows, and whom a passkey is said to be for. Unless set: {@link APP_NAME}. */
  @IsAppName()
  TWO_FACTOR_AUTHENTICATION_APP_NAME: string;

  /** Whether every account must have two-factor authentication on; else those of {@link TWO_FACTOR_REQUIRED_GROUPS}. */
  @IsIn(['optional', 'required'])
  TWO_FACTOR_POLICY: 'optional' | 'required' = 'optional';

  @Fits(GROUP_NAME_RULE, isGroupName, { each: true })
  TWO_FACTOR_REQUIRED_GROUPS: string[] = [];

  /** How long an account that must have it may do without, from when the policy first applied to it. */
  @IsWholeNumber(0, 7_776_000)
  TWO_FACTOR_GRACE_PERIOD = 0;

  /** The domain that passkeys are for: the host of `PUBLIC_URL`, or a parent of it where pages on sibling hosts ask for them. */
  @IsOptional()
  @Fits('must be a host name, such as example.com', isHostName)
  PASSKEY_RP_ID?: string;

  /** Code points, counted after NFC. */
  @IsWholeNumber(8, 64)
  PASSWORD_MIN_LENGTH = 15;

  @IsOptional()
  @IsString()
  PASSWORD_BLOCKLIST_FILE?: string;

  /** Where breached passwords are looked up, by the first five hex digits of their SHA-1, which are appended. */
  @IsOptional()
  @Fits('must be an https URL, such as https://api.pwnedpasswords.com/range/', isLookUpUrl)
  BREACHED_PASSWORDS_URL?: string;

  @IsWholeNumber(4, 15)
  BCRYPT_COST = 12;

  /** Unless set: required where mails really go out, since elsewhere nobody could confirm anything. */
  @IsIn(['optional', 'required'])
  EMAIL_VERIFICATION: 'optional' | 'required';

  /** Who may make an account: everybody, whom the operator has invited, or nobody but the operator. */
  @IsIn(['open', 'invite', 'closed'])
  REGISTRATION: 'open' | 'invite' | 'closed' = 'open';

  /** Where who lost all ways in gets help: a page, or `mailto:`; unset: nothing is said of it. */
  @IsOptional()
  @Fits(
    'must be a page or an address to write to, such as https://example.com/help or mailto:help@example.com, without a password',
    isSupportUrl,
  )
  SUPPORT_URL?: string;

  @IsOptional()
  @Fits('must be a mail server, such as smtp://user:password@mail.example.com:587', isMailServer)
  MAIL_URL?: string;

  @Matches(/^[^\r\n]{0,255}[^\s<@]@[^\s@]{1,255}$/, {
    message: 'must be an address, such as Twofold <no-reply@example.com>',
  })
  MAIL_FROM: string;

  /** 0 turns trusted devices off. */
  @IsWholeNumber(0, 34_560_000)
  TRUSTED_DEVICE_LIFETIME = 2_592_000;

  /** How long security events are kept. */
  @IsWholeNumber(86_400, 3_153_600_000)
  SECURITY_EVENT_RETENTION = 31_536_000;

  @IsBoolean()
  SWAGGER: boolean;

  @IsOptional()
  @IsPort()
  METRICS_PORT?: string;

  /** Unless set: that of the API. */
  @IsString()
  METRICS_HOST: string;

  /** Node.js's own: how many threads there are for hashes, files and DNS together. */
  @IsWholeNumber(1, 1024)
  UV_THREADPOOL_SIZE = 4;

  /** Node.js's own: 0 believes every certificate. */
  @IsOptional()
  @IsString()
  NODE_TLS_REJECT_UNAUTHORIZED?: string;

  @IsIn(logLevels)
  LOG_LEVEL: (typeof logLevels)[number] = 'log';

  /** No variable: set by the command line, which may use the embedded database of a server that runs. */
  isCommandLine?: boolean;

  /** Browsers reach an https address from elsewhere: people rely on it, whatever `NODE_ENV` says. */
  get isProduction(): boolean {
    return this.NODE_ENV === 'production' || this.isPublicUrlHttps;
  }

  /** Undefined where there can be no passkeys: they are for a domain, and not for an IP address. */
  get passkeyRpId(): string | undefined {
    const { hostname } = new URL(this.PUBLIC_URL);
    return this.PASSKEY_RP_ID ?? (isAddress(hostname) ? undefined : hostname);
  }

  /** Whose pages may send what changes something. Behind a proxy the `Host` header may be another than the one that browsers see. */
  get trustedOrigins(): string[] {
    return [this.PUBLIC_URL, ...this.FRONTEND_ORIGINS];
  }

  get isPublicUrlHttps(): boolean {
    return isHttps(this.PUBLIC_URL);
  }
}
