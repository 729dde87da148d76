import type { CryptoKey, JWK } from 'jose';

/** ECDSA on P-256 with SHA-256 (RFC 7518 section 3.4): what Envoy, Grafana, nginx and every JWT library verify. */
export const ALGORITHM = 'ES256';

export interface PrivateKey {
  kid: string;
  /** JWK, as JSON. */
  text: string;
}

export interface PublicJwk {
  kty: string;
  crv: string;
  x: string;
  y: string;
  kid: string;
  alg: string;
  use: string;
}

export interface KeyPair {
  kid: string;
  privateKey: CryptoKey;
  publicJwk: PublicJwk;
}

export async function generateKey(): Promise<PrivateKey> {
  const { calculateJwkThumbprint, exportJWK, generateKeyPair } = await jose();
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { kid: await calculateJwkThumbprint(jwk), text: JSON.stringify(jwk) };
}

export async function readKey({ kid, text }: PrivateKey): Promise<KeyPair> {
  const { importJWK } = await jose();
  const jwk = JSON.parse(text) as JWK;
  const { kty = '', crv = '', x = '', y = '' } = jwk;
  return {
    kid,
    privateKey: (await importJWK(jwk, ALGORITHM)) as CryptoKey,
    publicJwk: { kty, crv, x, y, kid, alg: ALGORITHM, use: 'sig' },
  };
}

export async function signWith({ kid, privateKey }: KeyPair, claims: object): Promise<string> {
  const { SignJWT } = await jose();
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid }).sign(privateKey);
}

/** When it is first needed: most servers sign nothing. */
function jose(): Promise<typeof import('jose')> {
  return import('jose');
}
