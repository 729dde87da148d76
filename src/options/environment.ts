import { isIP } from 'node:net';
import { applyDecorators } from '@nestjs/common';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsPort,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';
import { isDatabaseUrl } from './database-url.js';
import type { KeyList } from './key-list.js';

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
};

function IsWholeNumber(least: number, most: number): PropertyDecorator {
  const options = { message: `must be a whole number from ${least} to ${most}` };
  return applyDecorators(IsInt(options), Min(least, options), Max(most, options));
}

function Fits(
  message: string,
  fits: (text: string) => boolean,
  options: { each?: boolean } = {},
): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && fits(value);
  return ValidateBy({ name: 'fits', validator: { validate } }, { ...options, message });
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isHostName(text: string): boolean {
  return URL.canParse(`https://${text}`) && new URL(`https://${text}`).host === text && !isAddress(text);
}

function isAddress(host: string): boolean {
  return isIP(host.replace(/^\[|\]$/g, '')) !== 0;
}

function isAddressOrRange(text: string): boolean {
  const [, address = '', bits = '1'] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  return Number(bits) >= 1 && Number(bits) <= { 0: 0, 4: 32, 6: 128 }[isIP(address) as 0 | 4 | 6];
}

function isMailServer(text: string): boolean {
  return /^smtps?:\/\/\S+$/.test(text) && URL.canParse(text);
}

/** Without TLS only on this machine, so that nobody on the way says that a password is a good one. */
function isLookUpUrl(text: string): boolean {
  return (
    URL.canParse(text) && /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/])\S+$/.test(text)
  );
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
  @Fits('must be addresses, or CIDRs such as 10.0.0.0/8', isAddressOrRange, { each: true })
  TRUSTED_PROXIES: string[] = [];

  /** `postgres://…`; unset for the embedded PostgreSQL. */
  @IsOptional()
  @Matches(/^postgres(?:ql)?:\/\/\S+$/, { message: 'must start with postgres://' })
  @Fits(
    'must be a URL; in its user and password write # / ? @ and % percent-encoded (# is %23, % is %25)',
    isDatabaseUrl,
  )
  DATABASE_URL?: string;

  /** Absolute path of the folder for the embedded database, mails and generated secrets. */
  @IsString()
  DATA_DIR: string;

  JWT_ACCESS_TOKEN_SECRET: KeyList;
  ENCRYPTION_KEYS: KeyList;
  PASSWORD_PEPPERS: KeyList;

  @IsWholeNumber(30, 3600)
  JWT_ACCESS_TOKEN_EXPIRATION_TIME = 300;

  /** The issuer that the authenticator app shows. A colon would split the label in two. */
  @Matches(/^[^:\p{Cc}]{1,64}$/u, { message: 'must have 1 to 64 characters, and no colon' })
  TWO_FACTOR_AUTHENTICATION_APP_NAME = 'Twofold';

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

  @IsOptional()
  @Fits('must be a mail server, such as smtp://user:password@mail.example.com:587', isMailServer)
  MAIL_URL?: string;

  @Matches(/^[^\r\n]{0,255}[^\s<@]@[^\s@]{1,255}$/, {
    message: 'must be an address, such as Twofold <no-reply@example.com>',
  })
  MAIL_FROM = 'Twofold <no-reply@localhost>';

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

  /** Node.js's own: how many threads there are for hashes, files and DNS together. */
  @IsWholeNumber(1, 1024)
  UV_THREADPOOL_SIZE = 4;

  @IsIn(logLevels)
  LOG_LEVEL: (typeof logLevels)[number] = 'log';

  get isProduction(): boolean {
    return this.NODE_ENV === 'production';
  }

  /** Undefined where there can be no passkeys: they are for a domain, and not for an IP address. */
  get passkeyRpId(): string | undefined {
    const { hostname } = new URL(this.PUBLIC_URL);
    return this.PASSKEY_RP_ID ?? (isAddress(hostname) ? undefined : hostname);
  }

  get isPublicUrlHttps(): boolean {
    return this.PUBLIC_URL.startsWith('https:');
  }
}
