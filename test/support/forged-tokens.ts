import { createPublicKey } from 'node:crypto';
import {
  type CryptoKey,
  decodeJwt,
  generateKeyPair,
  exportJWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { SigningKeysService } from '../../src/identity-tokens/signing-keys.service.js';
import type { TestApp } from './test-app.js';

export const forgeries = [
  'for another audience',
  'of another issuer',
  'that has expired',
  'with other claims than were signed',
  'of another key with the same kid',
  'of another key, which it brings along',
  'of a kid that is not published',
  'without a signature (alg none)',
  'with the public key as a secret, in PEM (alg HS256)',
  'with the public key as a secret, as JWK (alg HS256)',
] as const;

export type Forgery = (typeof forgeries)[number];

/** Made of a token that is right: what a verifier must not take. Some are even signed by the right key (RFC 8725). */
export async function forge(app: TestApp, token: string): Promise<Record<Forgery, string>> {
  const { kid, privateKey, publicJwk } = await app.app.get(SigningKeysService).current();
  const foreign = await generateKeyPair('ES256');
  const claims = decodeJwt(token);
  const [head, , signature] = token.split('.');
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const ours = (changed: JWTPayload) => sign({ ...claims, ...changed }, { alg: 'ES256', kid }, privateKey);
  const theirs = (header: object) => sign(claims, { alg: 'ES256', kid, ...header }, foreign.privateKey);
  const symmetric = (text: string | Buffer) =>
    sign(claims, { alg: 'HS256', kid }, new TextEncoder().encode(String(text)));
  const pem = createPublicKey({ key: { ...publicJwk }, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  return {
    'for another audience': await ours({ aud: 'https://wiki.example.com' }),
    'of another issuer': await ours({ iss: 'https://evil.example' }),
    'that has expired': await ours({ exp: Math.floor(Date.now() / 1000) - 1 }),
    'with other claims than were signed': [head, part({ ...claims, groups: ['admins'] }), signature].join(
      '.',
    ),
    'of another key with the same kid': await theirs({}),
    'of another key, which it brings along': await theirs({ jwk: await exportJWK(foreign.publicKey) }),
    'of a kid that is not published': await theirs({ kid: 'other' }),
    'without a signature (alg none)': new UnsecuredJWT(claims)
      .encode()
      .replace(/^[^.]+/, part({ alg: 'none', kid })),
    'with the public key as a secret, in PEM (alg HS256)': await symmetric(pem),
    'with the public key as a secret, as JWK (alg HS256)': await symmetric(JSON.stringify(publicJwk)),
  };
}

function sign(claims: JWTPayload, header: JWTHeaderParameters, key: CryptoKey | Uint8Array): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', ...header }).sign(key);
}
