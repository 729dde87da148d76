import type { Lane } from '../lane.js';
import type { RequestOptions } from '../../support/browser.js';

const json = { 'content-type': 'application/json' };

const requests: [method: string, path: string, options: RequestOptions][] = [
  ['POST', '/authentication/log-in', { text: '{"email":' }],
  ['POST', '/authentication/log-in', { body: { email: { $ne: '' }, password: ['a'] } }],
  [
    'POST',
    '/authentication/log-in',
    { text: '{"__proto__":{},"email":"a@example.com\\u0000","password":""}' },
  ],
  ['POST', '/authentication/log-in', { text: 'email=a', headers: { 'content-type': 'text/plain' } }],
  ['POST', '/authentication/log-in', { text: '['.repeat(5000), headers: json }],
  ['POST', '/authentication/register', { body: { email: `a@${'a'.repeat(300)}.com`, password: '\ud800' } }],
  ['POST', '/authentication/refresh', { headers: { cookie: '__Host-Refresh=j:{"a":1}' } }],
  ['POST', '/authentication/passkey', { body: { response: { id: "' OR 1=1 --", type: 'public-key' } } }],
  ['POST', '/account/password-reset/check', { body: { token: 'x'.repeat(43) } }],
  ['POST', '/account/email-verification/confirm', { body: { token: 'x'.repeat(43) } }],
  ['GET', '/authentication', { headers: { cookie: '__Host-Authentication=eyJhbGciOiJub25lIn0.e30.' } }],
  ['GET', '/account/security-events?limit=-1&cursor=%00', {}],
  ['DELETE', '/sessions/..%2f..%2fetc%2fpasswd', {}],
  ['GET', '/.env', {}],
  ['GET', '/forward-auth', { headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-uri': '//' } }],
];

/** Sends what no honest client does; each is refused. */
export async function attacker(lane: Lane): Promise<void> {
  const [method, path, options] = lane.random.pick(requests);
  const { status } = await lane.browser().request(method, path, options);
  if (status < 400) {
    throw new Error(`${method} ${path} was answered ${status}.`);
  }
}
