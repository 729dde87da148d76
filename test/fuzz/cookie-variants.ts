import jsonwebtoken from 'jsonwebtoken';
import { forge } from '../support/access-token.js';
import type { Browser } from '../support/browser.js';

type Cookies = Record<string, string>;

/** The access token's claims, with what a thief would like them to be. */
const claims = (cookies: Cookies) => jsonwebtoken.decode(cookies['Authentication'] ?? '') as object;

/** What the sender makes of the cookies that it has. */
const variants = {
  own: (cookies: Cookies) => header(cookies),
  none: () => undefined,
  'only Authentication': ({ Authentication = '' }: Cookies) => header({ Authentication }),
  'only Refresh': ({ Refresh = '' }: Cookies) => header({ Refresh }),
  'the first one flipped': (cookies: Cookies) =>
    header(cookies).replace(/=(.)/, (_, letter: string) => (letter === 'x' ? '=y' : '=x')),
  truncated: (cookies: Cookies) => header(cookies).slice(0, -5),
  'among thousands': (cookies: Cookies) => `${'a=b; '.repeat(2000)}${header(cookies)}`,
  twice: (cookies: Cookies) => `${header(cookies)}; ${header(cookies)}`,
  'after a forged one': (cookies: Cookies) => `Authentication=x; Refresh=x; ${header(cookies)}`,
  'as JSON': () => 'Authentication=j:{"a":1}; Refresh=j:[]; TrustedDevice=j:null',
  'signed by cookie-parser': () => 'Authentication=s:x.y; Refresh=s:',
  'not decodable': () => 'Authentication=%E0%A4%A; Refresh=%00; TrustedDevice=%',
  'of another alphabet': () => 'Authentication=é; Refresh=\u00ff; KnownBrowser="',
  long: () => `Authentication=${'x'.repeat(3000)}.${'y'.repeat(3000)}.z; Refresh=${'z'.repeat(3000)}`,
  'no cookie at all': () => ';;;==;,',
  'of a prototype': () => '__proto__=x; constructor=y; toString=z',
  expired: (cookies: Cookies) => forged(forge({ ...claims(cookies), exp: 1_600_000_000 })),
  'of no algorithm': (cookies: Cookies) => forged(forge(claims(cookies), { alg: 'none' })),
  'of another key': (cookies: Cookies) =>
    forged(forge(claims(cookies), {}, 'another key of thirty-two characters')),
  'of another type': (cookies: Cookies) => forged(forge(claims(cookies), { typ: 'JWT' })),
  'of no session': (cookies: Cookies) => forged(forge({ ...claims(cookies), sid: '\u0000', sub: null })),
  'of a session that is no id': (cookies: Cookies) => forged(forge({ ...claims(cookies), sid: { $ne: 1 } })),
} satisfies Record<string, (cookies: Cookies) => string | undefined>;

export type CookieVariant = keyof typeof variants;

export const cookieVariants = Object.keys(variants) as CookieVariant[];

export function cookieHeader({ cookies }: Browser, variant: CookieVariant): string | undefined {
  return variants[variant](Object.fromEntries(cookies)) || undefined;
}

function header(cookies: Cookies): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}

function forged(token: string): string {
  return header({ Authentication: token });
}
