import { isReadableOnTheWay, passwordIn } from './database-url.js';
import { EnvironmentError } from './environment.error.js';
import type { Environment } from './environment.js';

/** Of the URLs in `.env.example`. */
const EXAMPLE_PASSWORD = 'password';

/** Bits of a network that may be a proxy's; below it is a good part of the internet. `fc00::/7` is nobody's. */
const LEAST_BITS = { IPv4: 8, IPv6: 16, private: 7, mapped: 96 + 8 };

/**
 * What is a convenience on a developer's machine, and would be a hole or a silent loss where people rely on it.
 *
 * @param isSet whether a variable was given, be it to say that there is nothing.
 * @throws EnvironmentError
 */
export function refuseInProduction(environment: Environment, isSet: (name: string) => boolean): void {
  refuseUnless(
    isSet('DATABASE_URL'),
    'DATABASE_URL',
    'must be set in production: postgres://… or, for the PostgreSQL that is kept in DATA_DIR, embedded',
  );
  refuseUnless(
    isSet('MAIL_URL'),
    'MAIL_URL',
    'must be set in production: a server such as smtps://user:password@mail.example.com or, for files in DATA_DIR/mail that nobody gets, file',
  );
  refuseUnless(
    environment.MAIL_URL === undefined || isSet('MAIL_FROM'),
    'MAIL_FROM',
    'must be set in production, to a sender that the server of MAIL_URL accepts, such as Twofold <no-reply@example.com>',
  );
  refuseUnless(
    isSet('TRUSTED_PROXIES'),
    'TRUSTED_PROXIES',
    'must be set in production: the address of the proxy that terminates TLS, without which all clients count as one; none where there is no proxy',
  );
  refuseWideProxies(environment);
  refuseUnless(
    environment.FRONTEND_ORIGINS.every((origin) => origin.startsWith('https:')),
    'FRONTEND_ORIGINS',
    'must start with https:// in production, each of them',
  );
  refuseUnless(
    environment.NODE_TLS_REJECT_UNAUTHORIZED !== '0',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'must not be 0 in production, where it lets anybody on the way pose as the database or the mail server; name a certificate authority of your own by NODE_EXTRA_CA_CERTS',
  );
  refuseUnsafeServers(environment);
}

function refuseUnsafeServers({ DATABASE_URL, DATABASE_TLS, MAIL_URL }: Environment): void {
  for (const [name, url] of Object.entries({ DATABASE_URL, MAIL_URL })) {
    refuseUnless(
      url === undefined || passwordIn(url) !== EXAMPLE_PASSWORD,
      name,
      'has the password of .env.example, which everybody knows',
    );
  }
  refuseUnless(
    DATABASE_URL === undefined || DATABASE_TLS === 'off' || !isReadableOnTheWay(DATABASE_URL),
    'DATABASE_URL',
    'leads to another machine without TLS: append ?sslmode=require or, where nobody else is on that network, set DATABASE_TLS=off',
  );
}

function refuseWideProxies({ TRUSTED_PROXIES }: Environment): void {
  const wide = TRUSTED_PROXIES.find((range) => {
    const [address = '', bits] = range.split('/');
    return bits !== undefined && Number(bits) < LEAST_BITS[kindOf(address)];
  });
  refuseUnless(
    wide === undefined,
    'TRUSTED_PROXIES',
    `must be the addresses of your proxies; in ${wide} are strangers, who could then say that they are anybody`,
  );
}

function kindOf(address: string): keyof typeof LEAST_BITS {
  if (!address.includes(':')) {
    return 'IPv4';
  }
  // Below `0::/16` lies `::ffff:0:0/96`, which is all of IPv4.
  return /^0{0,4}:/.test(address) ? 'mapped' : /^f[cd]..:/i.test(address) ? 'private' : 'IPv6';
}

function refuseUnless(isRight: boolean, variable: string, reason: string): void {
  if (!isRight) {
    throw new EnvironmentError(variable, reason);
  }
}
