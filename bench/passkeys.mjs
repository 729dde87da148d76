/** Passkeys that are rows of the database and keys of this process, and the assertions that they sign. */
import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { Clock } from '../dist/clock/clock.js';
import { MessageAuthenticator } from '../dist/crypto/message-authenticator.js';
import { SecretCipher } from '../dist/crypto/secret-cipher.js';
import { parseEnvironment } from '../dist/options/load-environment.js';
import { PasskeyChallengesService } from '../dist/two-factor/passkeys/passkey-challenges.service.js';
import { passkeyContext } from '../dist/two-factor/passkeys/passkey.entity.js';
import { userHandleOf } from '../dist/two-factor/passkeys/user-handle.js';
import { twofoldEnvironment } from './processes.mjs';

const environment = parseEnvironment(twofoldEnvironment);
const cipher = new SecretCipher(environment);
const challenges = new PasskeyChallengesService(
  undefined,
  new MessageAuthenticator(environment),
  new Clock(),
);
const sha256 = (data) => createHash('sha256').update(data).digest();
const text = (bytes) => bytes.toString('base64url');

export async function addPasskey(pool, user) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const coordinate = (label, value) =>
    Buffer.concat([Buffer.from([label, 0x58, 32]), Buffer.from(value, 'base64url')]);
  // A COSE_Key: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
  const cose = Buffer.concat([
    Buffer.from('a5010203262001', 'hex'),
    coordinate(0x21, x),
    coordinate(0x22, y),
  ]);
  const credentialId = randomBytes(32);
  const context = passkeyContext({ userId: user.id, credentialId });
  await pool.query(
    `INSERT INTO passkeys (id, user_id, credential_id, public_key, sign_count, is_backup_eligible, is_backed_up, transports,
       rp_id, name, created_at)
     VALUES ($1, $2, $3, $4, 0, false, false, '{}', 'bench.example.com', 'Passkey', now())`,
    [randomUUID(), user.id, credentialId, cipher.encrypt(text(cose), context)],
  );
  return { credentialId, privateKey, userHandle: userHandleOf(user.id) };
}

/** @returns the cookie and the body of a log-in. */
export function assertionBy({ credentialId, privateKey, userHandle }) {
  const binding = text(randomBytes(16));
  const clientData = Buffer.from(
    JSON.stringify({
      type: 'webauthn.get',
      challenge: challenges.issue('assertion', { to: 'browser', id: binding }),
      origin: twofoldEnvironment.PUBLIC_URL,
      crossOrigin: false,
    }),
  );
  const authData = Buffer.concat([sha256('bench.example.com'), Buffer.from([5, 0, 0, 0, 0])]);
  const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), privateKey);
  const id = text(credentialId);
  const response = {
    clientDataJSON: text(clientData),
    authenticatorData: text(authData),
    signature: text(signature),
    userHandle,
  };
  const credential = { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  return { cookies: { PasskeyChallenge: binding }, body: { response: credential } };
}
