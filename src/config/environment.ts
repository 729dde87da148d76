import { IsBoolean, IsIn, IsInt, IsOptional, IsPort, IsString, Matches, Max, Min } from 'class-validator';
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

  /** Origins whose pages may call the API with cookies; exact match. */
  @Matches(/^https?:\/\/[^/?#\\*]+$/, { each: true })
  FRONTEND_ORIGINS: string[] = [];

  /** CIDRs or addresses of the proxies whose `X-Forwarded-*` headers are believed. */
  @Matches(/^[0-9A-Fa-f:.]+(?:\/\d{1,3})?$/, { each: true })
  TRUSTED_PROXIES: string[] = [];

  /** `postgres://…`; unset for the embedded PostgreSQL. */
  @IsOptional()
  @Matches(/^postgres(?:ql)?:\/\/\S+$/)
  DATABASE_URL?: string;

  /** Absolute path of the folder for the embedded database, mails and generated secrets. */
  @IsString()
  DATA_DIR: string;

  JWT_ACCESS_TOKEN_SECRET: KeyList;
  ENCRYPTION_KEYS: KeyList;
  PASSWORD_PEPPERS: KeyList;

  @IsInt()
  @Min(30)
  @Max(3600)
  JWT_ACCESS_TOKEN_EXPIRATION_TIME = 300;

  /** The issuer that the authenticator app shows. A colon would split the label in two. */
  @Matches(/^[^:\p{Cc}]{1,64}$/u)
  TWO_FACTOR_AUTHENTICATION_APP_NAME = 'Twofold';

  /** Code points, counted after NFC. */
  @IsInt()
  @Min(8)
  @Max(64)
  PASSWORD_MIN_LENGTH = 15;

  @IsOptional()
  @IsString()
  PASSWORD_BLOCKLIST_FILE?: string;

  @IsInt()
  @Min(4)
  @Max(15)
  BCRYPT_COST = 12;

  @IsIn(['optional', 'required'])
  EMAIL_VERIFICATION: 'optional' | 'required' = 'optional';

  @IsOptional()
  @Matches(/^smtps?:\/\/\S+$/)
  MAIL_URL?: string;

  @Matches(/^[^\r\n]{3,320}$/)
  MAIL_FROM = 'Twofold <no-reply@localhost>';

  /** 0 turns trusted devices off. */
  @IsInt()
  @Min(0)
  @Max(34_560_000)
  TRUSTED_DEVICE_LIFETIME = 2_592_000;

  /** How long security events are kept. */
  @IsInt()
  @Min(86_400)
  @Max(3_153_600_000)
  SECURITY_EVENT_RETENTION = 31_536_000;

  @IsBoolean()
  SWAGGER: boolean;

  @IsOptional()
  @IsPort()
  METRICS_PORT?: string;

  /** Node.js's own: how many threads there are for hashes, files and DNS together. */
  @IsInt()
  @Min(1)
  @Max(1024)
  UV_THREADPOOL_SIZE = 4;

  @IsIn(logLevels)
  LOG_LEVEL: (typeof logLevels)[number] = 'log';

  get isProduction(): boolean {
    return this.NODE_ENV === 'production';
  }

  get isPublicUrlHttps(): boolean {
    return this.PUBLIC_URL.startsWith('https:');
  }
}
