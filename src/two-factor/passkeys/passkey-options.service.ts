import { Injectable } from '@nestjs/common';
import type {
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { LiveSession } from '../../sessions/live-session.js';
import { algorithms } from './credential-verifier.service.js';
import { type ChallengeBinding, PasskeyChallengesService } from './passkey-challenges.service.js';
import type { Passkey } from './passkey.entity.js';
import { PasskeysService } from './passkeys.service.js';
import { RelyingParty } from './relying-party.js';
import { userHandleOf } from './user-handle.js';

/** Milliseconds. */
const TIMEOUT = 300_000;

/** What a page asks the browser with (WebAuthn Level 3 section 5.4 and 5.5). */
@Injectable()
export class PasskeyOptionsService {
  constructor(
    private readonly relyingParty: RelyingParty,
    private readonly challenges: PasskeyChallengesService,
    private readonly passkeys: PasskeysService,
  ) {}

  /** @throws PasskeysUnavailableException, TooManyPasskeysException */
  async forRegistration({ user, session }: LiveSession): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { id, name } = this.relyingParty;
    const present = await this.passkeys.refuseFull(user.id);
    return {
      rp: { id, name },
      user: { id: userHandleOf(user.id), name: user.email, displayName: user.email },
      challenge: this.challenges.issue('registration', { to: 'session', id: session.id }),
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
      timeout: TIMEOUT,
      attestation: 'none',
      excludeCredentials: present.map(descriptorOf),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      // Firefox on Android saves to the manager of Google only with this.
      extensions: { credProps: true },
    };
  }

  /**
   * For a stranger they name no account, so they tell of none. A session's own are named: password managers need it.
   *
   * @throws PasskeysUnavailableException
   */
  async forAssertion(
    live: LiveSession | undefined,
    browser: ChallengeBinding,
  ): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const common = {
      rpId: this.relyingParty.id,
      timeout: TIMEOUT,
      userVerification: 'required' as const,
    };
    if (!live) {
      return { ...common, challenge: this.challenges.issue('assertion', browser) };
    }
    const own = await this.passkeys.list(live.user.id);
    const challenge = this.challenges.issue('assertion', { to: 'session', id: live.session.id });
    return { ...common, challenge, allowCredentials: own.map(descriptorOf) };
  }
}

function descriptorOf({ credentialId, transports }: Passkey) {
  return {
    id: credentialId.toString('base64url'),
    type: 'public-key' as const,
    transports: transports as AuthenticatorTransport[],
  };
}
