import { Injectable } from '@nestjs/common';
import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
  WebAuthnCredential,
} from '@simplewebauthn/server';
import type { AssertionJson, RegistrationJson } from './credential.dto.js';
import {
  type ChallengeBinding,
  type ChallengeKind,
  PasskeyChallengesService,
} from './passkey-challenges.service.js';
import { RelyingParty } from './relying-party.js';

/** EdDSA, ES256, RS256 (RFC 9053), the preferred first. Named in both calls: the library's own list depends on the runtime. */
export const algorithms = [-8, -7, -257];

/** Of an assertion whose signature is right. */
export interface VerifiedAssertion {
  signCount: number;
  isBackupEligible: boolean;
  isBackedUp: boolean;
}

/** Of a credential that was made just now. */
export interface VerifiedRegistration extends VerifiedAssertion {
  credentialId: Buffer;
  /** COSE_Key, base64url. */
  publicKey: string;
  aaguid: string | null;
  transports: string[];
}

interface ClientData {
  challenge?: unknown;
  crossOrigin?: unknown;
  topOrigin?: unknown;
}

const NO_AAGUID = '00000000-0000-0000-0000-000000000000';
const MAX_TRANSPORTS = 10;

/**
 * Checks what browsers send of passkeys (WebAuthn Level 3 sections 7.1 and 7.2): by `@simplewebauthn/server`, which is
 * imported when it is first used, since it weighs 28 MB; and by ourselves where that accepts too much.
 */
@Injectable()
export class CredentialVerifier {
  constructor(
    private readonly challenges: PasskeyChallengesService,
    private readonly relyingParty: RelyingParty,
  ) {}

  /**
   * Uses the challenge up that this answers.
   *
   * @returns whether it was ours to answer, by a page of its own and not in a frame of another site.
   */
  async burnChallenge(
    kind: ChallengeKind,
    { response: { clientDataJSON } }: AssertionJson | RegistrationJson,
    binding: ChallengeBinding | undefined,
  ): Promise<boolean> {
    const { challenge, crossOrigin, topOrigin } = parseClientData(clientDataJSON);
    const isBurnt = typeof challenge === 'string' && (await this.challenges.burn(kind, challenge, binding));
    return isBurnt && crossOrigin !== true && topOrigin === undefined;
  }

  /** @returns undefined for whatever is wrong with it. */
  async verifyAssertion(
    assertion: AssertionJson,
    { credentialId, publicKey }: { credentialId: Buffer; publicKey: string },
  ): Promise<VerifiedAssertion | undefined> {
    const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
    const credential: WebAuthnCredential = {
      id: credentialId.toString('base64url'),
      publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
      // Counters are compared in the database.
      counter: 0,
    };
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: assertion as unknown as AuthenticationResponseJSON,
        ...this.expectations(),
        credential,
      });
      return verified && assertion.id === credential.id
        ? {
            signCount: authenticationInfo.newCounter,
            isBackupEligible: authenticationInfo.credentialDeviceType === 'multiDevice',
            isBackedUp: authenticationInfo.credentialBackedUp,
          }
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** @returns undefined for whatever is wrong with it. */
  async verifyRegistration(registration: RegistrationJson): Promise<VerifiedRegistration | undefined> {
    const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
    try {
      if (!(await hasNoCertificate(registration))) {
        return undefined;
      }
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: registration as unknown as RegistrationResponseJSON,
        ...this.expectations(),
        supportedAlgorithmIDs: algorithms,
      });
      if (!verified || registrationInfo.credential.id !== registration.id) {
        return undefined;
      }
      const { credential, aaguid, credentialDeviceType, credentialBackedUp } = registrationInfo;
      return {
        credentialId: Buffer.from(credential.id, 'base64url'),
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        signCount: credential.counter,
        isBackupEligible: credentialDeviceType === 'multiDevice',
        isBackedUp: credentialBackedUp,
        aaguid: aaguid === NO_AAGUID ? null : aaguid,
        transports: transportsOf(registration),
      };
    } catch {
      return undefined;
    }
  }

  private expectations() {
    return {
      // Checked, and used up, before.
      expectedChallenge: () => true,
      expectedOrigin: this.relyingParty.origins,
      expectedRPID: this.relyingParty.id,
      requireUserVerification: true,
    };
  }
}

/**
 * Only what needs no chain of certificates is looked at, whatever a browser sends unasked: no attestation, or one by the key
 * itself, whose algorithm must be the key's.
 */
async function hasNoCertificate({ response }: RegistrationJson): Promise<boolean> {
  const { cose, decodeAttestationObject, decodeCredentialPublicKey, parseAuthenticatorData } =
    await import('@simplewebauthn/server/helpers');
  const bytes = new Uint8Array(Buffer.from(response.attestationObject, 'base64url'));
  const attestation = decodeAttestationObject(bytes);
  if (attestation.get('fmt') === 'none') {
    return true;
  }
  const statement = attestation.get('attStmt');
  const { credentialPublicKey } = parseAuthenticatorData(attestation.get('authData'));
  return (
    attestation.get('fmt') === 'packed' &&
    statement.get('x5c') === undefined &&
    credentialPublicKey !== undefined &&
    statement.get('alg') === decodeCredentialPublicKey(credentialPublicKey).get(cose.COSEKEYS.alg)
  );
}

function parseClientData(text: string): ClientData {
  try {
    return { ...(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as object) };
  } catch {
    return {};
  }
}

/** Hints for the browser, of the browser; no decision hangs on them. */
function transportsOf({ response: { transports } }: RegistrationJson): string[] {
  return Array.isArray(transports)
    ? transports
        .filter((transport) => typeof transport === 'string' && /^[a-z-]{1,20}$/.test(transport))
        .slice(0, MAX_TRANSPORTS)
    : [];
}
