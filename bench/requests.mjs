/** The requests that are measured: for a server's accounts, a list of prepared texts. */
import { generate } from 'otplib';
import { PASSWORD, requestText, TOTP_SECRET } from './accounts.mjs';
import { addPasskey, assertionBy } from './passkeys.mjs';

export const PROTECTED_HOST = 'app.example.com';
export const policy = {
  [PROTECTED_HOST]: [{ path: '/assets/*', require: 'public' }, { require: 'two factors' }],
};
export const forwarded = {
  'X-Forwarded-For': '203.0.113.7',
  'X-Forwarded-Host': PROTECTED_HOST,
  'X-Forwarded-Method': 'GET',
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-Uri': '/reports?year=2026',
};

/** Requests that were prepared before, by accounts and kind. */
const remembered = new Map();

/** Prepared once for a server: its sessions live for the whole run. */
function once(key, accounts, make) {
  const all = remembered.get(accounts) ?? remembered.set(accounts, new Map()).get(accounts);
  if (!all.has(key)) {
    all.set(key, many(64, make));
  }
  return all.get(key);
}

function many(count, make) {
  return Promise.all(Array.from({ length: count }, make));
}

/** @param headers of a proxy. */
export function guardedBehind(headers) {
  return (accounts) =>
    once(JSON.stringify(headers), accounts, async () => {
      const { Authentication } = await accounts.session(await accounts.create());
      return requestText('GET', '/authentication', { cookies: { Authentication }, headers });
    });
}

export const guarded = guardedBehind({});

/** A page of what an account has many of. */
export function lists(path) {
  return (accounts) =>
    once(path, accounts, async () => {
      const { Authentication } = await accounts.session(await accounts.create());
      return requestText('GET', path, { cookies: { Authentication } });
    });
}

export function logOuts(accounts) {
  return many(400, async () => {
    const cookies = await accounts.session(await accounts.create());
    return requestText('POST', '/authentication/log-out', { cookies });
  });
}

/** The route of an application around Twofold. */
export function hostGuarded(accounts) {
  return once('host', accounts, async () => {
    const { Authentication } = await accounts.session(await accounts.create());
    return requestText('GET', '/notes', { cookies: { Authentication } });
  });
}

/** What a proxy asks about each request to a protected host. */
export function forwardAuth(path) {
  return (accounts) =>
    once(path, accounts, async () => {
      const { gate } = await accounts.gatedSession(await accounts.create(), PROTECTED_HOST);
      return requestText('GET', path, { cookies: gate, headers: forwarded });
    });
}

/** @param isKnown whether the account was logged in from this browser before; otherwise its owner gets a mail. */
export function logIns({ isKnown }) {
  return (accounts) =>
    once(`log-in ${isKnown}`, accounts, async () => {
      const user = await accounts.create({ isTwoFactorAuthenticationEnabled: false });
      const cookies = isKnown ? await accounts.knownBrowser(user) : {};
      const body = { email: user.email, password: PASSWORD };
      return requestText('POST', '/authentication/log-in', { cookies, body });
    });
}

export function passkeyOptions() {
  return [requestText('POST', '/authentication/passkey/options')];
}

export function passkeyLogIns(accounts) {
  return many(200, async () => {
    const user = await accounts.create();
    const cookies = await accounts.knownBrowser(user);
    const { cookies: own, body } = assertionBy(await addPasskey(accounts.pool, user));
    return requestText('POST', '/authentication/passkey', { cookies: { ...cookies, ...own }, body });
  });
}

export async function secondFactors(accounts) {
  const body = { twoFactorAuthenticationCode: await generate({ secret: TOTP_SECRET }) };
  return many(200, async () => {
    const cookies = await accounts.session(await accounts.create(), { isPending: true });
    return requestText('POST', '/2fa/authenticate', { cookies, body });
  });
}

export function refreshes(accounts) {
  return many(400, async () => {
    const cookies = await accounts.session(await accounts.create());
    return requestText('POST', '/authentication/refresh', { cookies });
  });
}

export function qrCodes(accept) {
  return async (accounts) => {
    // Anew in each round: only a fresh session may ask.
    return many(32, async () => {
      const cookies = await accounts.session(await accounts.create());
      return requestText('POST', '/2fa/generate', { cookies, accept });
    });
  };
}
