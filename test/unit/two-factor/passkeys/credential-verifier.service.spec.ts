import { readFileSync } from 'node:fs';
import { decodeAttestationObject, parseAuthenticatorData } from '@simplewebauthn/server/helpers';
import { expect, it, vi } from 'vitest';
import { CredentialVerifier } from '../../../../src/two-factor/passkeys/credential-verifier.service.js';
import type { PasskeyChallengesService } from '../../../../src/two-factor/passkeys/passkey-challenges.service.js';
import type { RelyingParty } from '../../../../src/two-factor/passkeys/relying-party.js';

interface Vector {
  registration: { credential_id: string; clientDataJSON: string; attestationObject: string };
  authentication: { clientDataJSON: string; authenticatorData: string; signature: string };
}

/** Of WebAuthn Level 3, section "Test Vectors" (w3c/webauthn index.bs): hex. */
const vectors = JSON.parse(
  readFileSync(new URL('../../../fixtures/webauthn-vectors.json', import.meta.url), 'utf8'),
) as Record<string, Vector>;
const vectorOf = (name: string) => vectors[name] as Vector;

const session = { to: 'session', id: 'any' } as const;

const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
const credential = <Response extends object>(name: string, response: Response) => {
  const id = base64url(vectorOf(name).registration.credential_id);
  return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
};
const registrationOf = (name: string) => {
  const { clientDataJSON, attestationObject } = vectorOf(name).registration;
  return credential(name, {
    clientDataJSON: base64url(clientDataJSON),
    attestationObject: base64url(attestationObject),
  });
};
const assertionOf = (name: string) => {
  const { clientDataJSON, authenticatorData, signature } = vectorOf(name).authentication;
  return credential(name, {
    clientDataJSON: base64url(clientDataJSON),
    authenticatorData: base64url(authenticatorData),
    signature: base64url(signature),
  });
};
/** From the vector's registration. */
const keyOf = (name: string) => {
  const { attestationObject, credential_id } = vectorOf(name).registration;
  const attestation = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'hex')));
  const { credentialPublicKey } = parseAuthenticatorData(attestation.get('authData'));
  return {
    credentialId: Buffer.from(credential_id, 'hex'),
    publicKey: Buffer.from(credentialPublicKey as Uint8Array).toString('base64url'),
  };
};

/** @param demandsUser false for vectors of authenticators that verified nobody, which we never accept. */
function verifier({ demandsUser }: { demandsUser: boolean }): CredentialVerifier {
  const challenges = { burn: () => Promise.resolve(true) } as unknown as PasskeyChallengesService;
  const relyingParty = { id: 'example.org', origins: ['https://example.org'] } as unknown as RelyingParty;
  const made = new CredentialVerifier(challenges, relyingParty);
  if (!demandsUser) {
    const { expectations } = made as unknown as { expectations: () => object };
    vi.spyOn(made as unknown as { expectations: () => object }, 'expectations').mockImplementation(() => ({
      ...expectations.call(made),
      requireUserVerification: false,
    }));
  }
  return made;
}

it.each(['none-es256', 'packed-self-es256', 'none-es256-long-credential-id'])(
  'accepts the registration of the vector %s',
  async (name) => {
    const verified = await verifier({ demandsUser: false }).verifyRegistration(registrationOf(name));
    expect(verified).toMatchObject(keyOf(name));
  },
);

it.each(['none-es256', 'packed-self-es256', 'packed-es256', 'packed-eddsa', 'packed-rs256'])(
  'accepts the assertion of the vector %s',
  async (name) => {
    const verified = await verifier({ demandsUser: false }).verifyAssertion(assertionOf(name), keyOf(name));
    expect(verified).toBeDefined();
  },
);

it.each(['packed-es256', 'packed-rs256', 'packed-eddsa', 'fido-u2f-es256', 'tpm-es256', 'packed-es384'])(
  'refuses the registration of the vector %s, which has certificates',
  async (name) => {
    expect(await verifier({ demandsUser: false }).verifyRegistration(registrationOf(name))).toBeUndefined();
  },
);

it.each(['none-es256-crossOrigin', 'none-es256-topOrigin'])(
  'refuses the vector %s, before its signature is looked at',
  async (name) => {
    const made = verifier({ demandsUser: false });
    expect(await made.burnChallenge('registration', registrationOf(name), session)).toBe(false);
    expect(await made.burnChallenge('registration', registrationOf('none-es256'), session)).toBe(true);
  },
);

it('refuses what verified no user', async () => {
  const made = verifier({ demandsUser: true });
  expect(await made.verifyRegistration(registrationOf('none-es256'))).toBeUndefined();
  expect(await made.verifyRegistration(registrationOf('packed-self-es256'))).toBeDefined();
  expect(await made.verifyAssertion(assertionOf('none-es256'), keyOf('none-es256'))).toBeUndefined();
});

it('refuses the key of another vector', async () => {
  const made = verifier({ demandsUser: false });
  const { publicKey } = keyOf('none-es256-topOrigin');
  const { credentialId } = keyOf('none-es256');
  expect(await made.verifyAssertion(assertionOf('none-es256'), { credentialId, publicKey })).toBeUndefined();
});
