import type { DataSource } from 'typeorm';
import { MessageAuthenticator } from '../../src/crypto/message-authenticator.js';
import {
  type ChallengeBinding,
  PasskeyChallengesService,
} from '../../src/two-factor/passkeys/passkey-challenges.service.js';
import { claimsOf } from '../support/access-token.js';
import { expectStatus } from '../support/account.js';
import type { Browser } from '../support/browser.js';
import { register } from '../support/passkeys.js';
import { SoftAuthenticator } from '../support/soft-authenticator.js';
import { testEnvironment } from '../support/test-environment.js';

/** A page that the fuzzed server trusts, and whom its passkeys are for. */
const ORIGIN = 'https://app.example.com';
const RP_ID = 'localhost';

const clock = {
  now: () => new Date(),
  inSeconds: (seconds: number) => new Date(Date.now() + seconds * 1000),
};
/** Signs as the server does, so that no request has to ask for a challenge first. */
const challenges = new PasskeyChallengesService(
  undefined as unknown as DataSource,
  new MessageAuthenticator(testEnvironment()),
  clock,
);

/** The passkeys of an actor: some that the account has, and always a new one. */
export class ActorPasskey {
  id = '00000000-0000-4000-8000-000000000000';
  private readonly authenticator = new SoftAuthenticator(ORIGIN, 'ES256', {
    backupEligible: true,
    backedUp: true,
  });

  constructor(private readonly browser: Browser) {}

  async add(): Promise<void> {
    const { body } = await expectStatus(201, register(this.browser, this.authenticator));
    this.id = body.id as string;
  }

  /** For a challenge of the session at hand, or else of the browser. */
  assertion(): object {
    return this.authenticator.get({
      rpId: RP_ID,
      challenge: challenges.issue('assertion', this.binding),
    });
  }

  registration(): object {
    const challenge = challenges.issue('registration', this.binding);
    return new SoftAuthenticator(ORIGIN).create({ rp: { id: RP_ID }, user: { id: 'AAAA' }, challenge });
  }

  private get binding(): ChallengeBinding {
    const { cookies } = this.browser;
    if (cookies.has('Authentication')) {
      return { to: 'session', id: claimsOf(this.browser).sid };
    }
    const id = cookies.get('PasskeyChallenge') ?? 'a browser of the fuzz';
    cookies.set('PasskeyChallenge', id);
    return { to: 'browser', id };
  }
}
