import { EnvironmentError } from './environment.error.js';
import type { Environment } from './environment.js';
import type { HostOptions } from './host-options.js';
import { parseEnvironment, variableNames } from './load-environment.js';

/** An array, or comma text. */
type List = string | readonly string[];

/** Of a host application. Each but those of {@link HostOptions} is the environment variable of that name, with the same default and the same checks. */
export interface TwofoldOptions extends Partial<HostOptions> {
  /** `production` unless it says otherwise: that of the process, where it is `development` or `test`, or not set. */
  nodeEnv?: 'development' | 'production' | 'test';
  /** The origin under which browsers reach the API. */
  publicUrl?: string;
  /** Further origins whose pages may call the API. The host answers their CORS preflights. */
  frontendOrigins?: List;
  /** Addresses or CIDRs whose `X-Forwarded-For` counts on our routes. Unset: as the host has told its adapter. */
  trustedProxies?: List;
  /** `embedded`, or unset: an embedded PostgreSQL in `dataDir`. In production it must be said. */
  databaseUrl?: string;
  /** Where `databaseUrl` is on purpose on another machine without TLS. */
  databaseTls?: 'off';
  dataDir?: string;
  /** `id:key`, newest first; needed in production, as the next two. */
  jwtAccessTokenSecret?: List;
  encryptionKeys?: List;
  passwordPeppers?: List;
  /** Seconds. */
  jwtAccessTokenExpirationTime?: number;
  /** On the account pages and in mails. */
  appName?: string;
  /** Folder with the files of docs/branding.md. */
  brandDir?: string;
  /** Unless set: `appName`. */
  twoFactorAuthenticationAppName?: string;
  twoFactorPolicy?: 'optional' | 'required';
  twoFactorRequiredGroups?: List;
  /** Seconds. */
  twoFactorGracePeriod?: number;
  passkeyRpId?: string;
  /** Code points. */
  passwordMinLength?: number;
  passwordBlocklistFile?: string;
  breachedPasswordsUrl?: string;
  bcryptCost?: number;
  emailVerification?: 'optional' | 'required';
  registration?: 'open' | 'invite' | 'closed';
  /** `file`, or unset: files in `dataDir`. In production it must be said. */
  mailUrl?: string;
  mailFrom?: string;
  /** A page, or `mailto:…`. */
  supportUrl?: string;
  /** Services that identity tokens may be for. */
  tokenAudiences?: List;
  /** Seconds. */
  trustedDeviceLifetime?: number;
  /** Seconds. */
  securityEventRetention?: number;
}

type Value = string | number | boolean | readonly string[];

const ofTheHost: readonly string[] = ['protectAllRoutes', 'pages'] satisfies (keyof HostOptions)[];

/** @throws EnvironmentError that names the option, and never shows a secret. */
export function parseOptions(options: TwofoldOptions, nodeEnv = process.env['NODE_ENV']): Environment {
  // Whose word counts for an address, the host says to its own adapter.
  const variables: Record<string, string> = { NODE_ENV: knownEnvironment(nodeEnv), TRUSTED_PROXIES: 'none' };
  for (const [name, value] of Object.entries(options as Record<string, Value | undefined>)) {
    if (value === undefined || ofTheHost.includes(name)) {
      continue;
    }
    const variable = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    if (!variableNames.includes(variable)) {
      throw new EnvironmentError(name, 'is no option of TwofoldModule');
    }
    variables[variable] = String(value);
  }
  try {
    return parseEnvironment(variables);
  } catch (error) {
    throw inWordsOfOptions(error as Error);
  }
}

function inWordsOfOptions(error: Error): Error {
  error.message = error.message.replace(/[A-Z][A-Z_]+/g, (word) =>
    variableNames.includes(word)
      ? word.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
      : word,
  );
  return error;
}

/** A stage that we do not know is treated as the one with most at stake. */
function knownEnvironment(nodeEnv = 'development'): string {
  return ['development', 'test'].includes(nodeEnv) ? nodeEnv : 'production';
}
