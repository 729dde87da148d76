import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { expectStatus } from '../../support/account.js';
import { Visitor } from '../../support/protected-host.js';
import { AUDIENCE, httpsEnvironment } from '../../support/test-environment.js';
import type { Lane } from '../lane.js';

/** Goes to a protected host, and is let in until it logs out. */
export async function guest(lane: Lane): Promise<void> {
  const person = await lane.owner();
  const browser = await person.logIn();
  const site = { url: lane.site.url, browser: () => lane.browser() };
  const visitor = new Visitor(site, undefined, browser);
  await expectStatus(303, visitor.enter());
  for (let page = 0; page < 3; page++) {
    await lane.pause();
    const { headers } = await expectStatus(200, visitor.onHost('/forward-auth/nginx'));
    if (headers.get('remote-email') !== person.email) {
      throw new Error(`The host was told of ${headers.get('remote-email')}, and not of ${person.email}.`);
    }
  }
  await person.logOut(browser);
}

/** Takes a token to another service, which verifies it by the published keys. */
export async function tokenHolder(lane: Lane): Promise<void> {
  const person = await lane.owner();
  const browser = await person.logIn();
  const { body } = await expectStatus(200, browser.post('/authentication/token', { audience: AUDIENCE }));
  const { body: keys } = await expectStatus(200, lane.browser().get('/.well-known/jwks.json'));
  const expected = { audience: AUDIENCE, issuer: httpsEnvironment.PUBLIC_URL };
  await jwtVerify(body.token as string, createLocalJWKSet(keys as JSONWebKeySet), expected);
  await person.logOut(browser);
}

/** Asks after the health of the site, as a load balancer does. */
export async function monitor(lane: Lane): Promise<void> {
  const browser = lane.browser();
  await expectStatus(200, browser.get('/health/live'));
  await expectStatus(200, browser.get('/health/ready'));
}
