import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const algorithms = {
  ES256: { cose: -7, hash: 'sha256', make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
  EdDSA: { cose: -8, hash: undefined, make: () => generateKeyPairSync('ed25519') },
  RS256: { cose: -257, hash: 'sha256', make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }) },
  ES384: { cose: -35, hash: 'sha384', make: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }) },
} as const;

/** What a soft authenticator, or the browser before it, does otherwise than it should. */
export interface Lies {
  userVerified?: boolean;
  userPresent?: boolean;
  backupEligible?: boolean;
  backedUp?: boolean;
  counter?: number;
  origin?: string;
  rpId?: string;
  crossOrigin?: boolean;
  topOrigin?: string;
  type?: string;
  challenge?: string;
  userHandle?: string | null;
  signedBy?: KeyObject;
  format?: string;
  attestationAlgorithm?: number;
  certificates?: Buffer[];
  id?: string;
  aaguid?: Buffer;
}

interface CreationOptions {
  rp: { id: string };
  user: { id: string };
  challenge: string;
}

interface RequestOptions {
  rpId: string;
  challenge: string;
}

/** A passkey in memory, that signs as a real one does, and can lie (WebAuthn Level 3 section 6). */
export class SoftAuthenticator {
  /** Of another length than our own tokens, so that none is taken for one. */
  readonly id = randomBytes(24);
  readonly keys: { publicKey: KeyObject; privateKey: KeyObject };
  counter = 0;
  userHandle = '';

  constructor(
    readonly origin: string,
    readonly algorithm: keyof typeof algorithms = 'ES256',
    readonly lies: Lies = {},
  ) {
    this.keys = algorithms[algorithm].make();
  }

  /** As `PublicKeyCredential.toJSON()` makes it. */
  create({ rp, user, challenge }: CreationOptions, lies: Lies = {}) {
    const all = { ...this.lies, ...lies };
    this.userHandle = user.id;
    const clientData = this.clientData('webauthn.create', challenge, all);
    const credential = Buffer.concat([
      all.aaguid ?? Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      this.id,
      cbor(this.coseKey()),
    ]);
    const authData = this.authenticatorData(rp.id, all, credential);
    const attestation = {
      fmt: all.format ?? 'none',
      attStmt: this.statement(authData, clientData, all),
      authData,
    };
    return this.json(clientData, all, {
      attestationObject: cbor(new Map(Object.entries(attestation))).toString('base64url'),
      transports: ['internal', 'hybrid'],
    });
  }

  /** As `PublicKeyCredential.toJSON()` makes it. */
  get({ rpId, challenge }: RequestOptions, lies: Lies = {}) {
    const all = { ...this.lies, ...lies };
    const clientData = this.clientData('webauthn.get', challenge, all);
    const authData = this.authenticatorData(rpId, all);
    const signature = this.sign(Buffer.concat([authData, sha256(clientData)]), all.signedBy);
    const userHandle = all.userHandle === undefined ? this.userHandle : all.userHandle;
    return this.json(clientData, all, {
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      ...(userHandle !== null && { userHandle }),
    });
  }

  private json<Response extends object>(clientData: Buffer, { id }: Lies, response: Response) {
    const rawId = id ?? this.id.toString('base64url');
    return {
      id: rawId,
      rawId,
      type: 'public-key',
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
      response: { clientDataJSON: clientData.toString('base64url'), ...response },
    };
  }

  private clientData(type: string, challenge: string, lies: Lies): Buffer {
    const { crossOrigin = false, topOrigin } = lies;
    const data = { type: lies.type ?? type, challenge: lies.challenge ?? challenge };
    return Buffer.from(
      JSON.stringify({
        ...data,
        origin: lies.origin ?? this.origin,
        crossOrigin,
        ...(topOrigin && { topOrigin }),
      }),
    );
  }

  private authenticatorData(rpId: string, lies: Lies, credential?: Buffer): Buffer {
    const flags =
      (lies.userPresent === false ? 0 : 1) |
      (lies.userVerified === false ? 0 : 4) |
      (lies.backupEligible ? 8 : 0) |
      (lies.backedUp ? 16 : 0) |
      (credential ? 64 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lies.counter ?? this.counter);
    const parts = [sha256(Buffer.from(lies.rpId ?? rpId)), Buffer.from([flags]), counter];
    return Buffer.concat(credential ? [...parts, credential] : parts);
  }

  private statement(authData: Buffer, clientData: Buffer, lies: Lies): Map<unknown, unknown> {
    if ((lies.format ?? 'none') === 'none') {
      return new Map();
    }
    const sig = this.sign(Buffer.concat([authData, sha256(clientData)]), lies.signedBy);
    const statement = { alg: lies.attestationAlgorithm ?? algorithms[this.algorithm].cose, sig };
    return new Map(Object.entries({ ...statement, ...(lies.certificates && { x5c: lies.certificates }) }));
  }

  private sign(data: Buffer, key = this.keys.privateKey): Buffer {
    return sign(algorithms[this.algorithm].hash, data, key);
  }

  private coseKey(): Map<unknown, unknown> {
    const { x, y, n, e } = this.keys.publicKey.export({ format: 'jwk' });
    const bytes = (text = '') => Buffer.from(text, 'base64url');
    const { cose } = algorithms[this.algorithm];
    if (this.algorithm === 'RS256') {
      return new Map<unknown, unknown>([
        [1, 3],
        [3, cose],
        [-1, bytes(n)],
        [-2, bytes(e)],
      ]);
    }
    const curve = { ES256: 1, ES384: 2, EdDSA: 6 }[this.algorithm];
    const key = new Map<unknown, unknown>([
      [1, y ? 2 : 1],
      [3, cose],
      [-1, curve],
      [-2, bytes(x)],
    ]);
    return y ? key.set(-3, bytes(y)) : key;
  }
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

/** CBOR (RFC 8949) of integers, texts, bytes, lists and maps. */
export function cbor(value: unknown): Buffer {
  if (typeof value === 'number') {
    return value < 0 ? head(1, -1 - value) : head(0, value);
  }
  if (typeof value === 'string') {
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  }
  if (value instanceof Uint8Array) {
    return Buffer.concat([head(2, value.length), value]);
  }
  if (Array.isArray(value)) {
    return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  }
  const entries = [...(value as Map<unknown, unknown>)];
  return Buffer.concat([
    head(5, entries.length),
    ...entries.flatMap(([key, item]) => [cbor(key), cbor(item)]),
  ]);
}

function head(major: number, argument: number): Buffer {
  if (argument < 24) {
    return Buffer.from([(major << 5) | argument]);
  }
  if (argument < 256) {
    return Buffer.from([(major << 5) | 24, argument]);
  }
  return Buffer.from([(major << 5) | 25, argument >> 8, argument & 0xff]);
}
