import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DecryptionError, SecretCipher } from '../../crypto/secret-cipher.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import type { Rejection } from '../second-factor-method.js';
import { CredentialVerifier } from './credential-verifier.service.js';
import type { AssertionJson } from './credential.dto.js';
import { Passkey, passkeyContext } from './passkey.entity.js';
import { userHandleOf } from './user-handle.js';

/** An assertion that was right when it was checked; {@link AssertionsService.consume} lets it count. */
export interface PasskeyProof {
  passkey: Passkey;
  signCount: number;
  isBackedUp: boolean;
}

const wrong: Rejection = { refusal: 'authn_passkey_fail' };

/** The counter of a key that cannot be copied only rises; many show none at all. A synced one has no counter worth looking at. */
const useOnce = `
  UPDATE passkeys SET sign_count = $3, is_backed_up = $4, last_used_at = $5,
    public_key = CASE WHEN public_key = $7 THEN $6 ELSE public_key END
  WHERE id = $1 AND user_id = $2 AND (is_backup_eligible OR sign_count < $3 OR (sign_count = 0 AND $3 = 0))
  RETURNING id`;

/** Checks what passkeys sign, for a log-in as for a second factor. */
@Injectable()
export class AssertionsService {
  constructor(
    @InjectRepository(Passkey) private readonly passkeys: Repository<Passkey>,
    private readonly verifier: CredentialVerifier,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {}

  /** @returns null for one that nobody has. */
  findPasskey({ id }: AssertionJson): Promise<Passkey | null> {
    return this.passkeys.findOneBy({ credentialId: Buffer.from(id, 'base64url') });
  }

  /**
   * Holds an assertion, whose challenge is used up, against the passkey that it names.
   *
   * @param isOwnerKnown from a session; else the assertion must say whose it is.
   */
  async check(
    assertion: AssertionJson,
    passkey: Passkey | undefined,
    { isOwnerKnown }: { isOwnerKnown: boolean },
  ): Promise<PasskeyProof | Rejection> {
    const publicKey = passkey && this.publicKeyOf(passkey);
    if (!passkey || publicKey === undefined || !isOwnedBy(assertion, passkey, isOwnerKnown)) {
      return wrong;
    }
    const verified = await this.verifier.verifyAssertion(assertion, {
      credentialId: passkey.credentialId,
      publicKey,
    });
    if (!verified || verified.isBackupEligible !== passkey.isBackupEligible) {
      return wrong;
    }
    const { signCount, isBackedUp } = verified;
    const stored = Number(passkey.signCount);
    const hasRisen = signCount > stored || (signCount === 0 && stored === 0);
    return passkey.isBackupEligible || hasRisen
      ? { passkey, signCount, isBackedUp }
      : { refusal: 'passkey_counter_regressed' };
  }

  /** @returns false if the passkey was removed, or its counter has risen, in the meantime. */
  async consume(
    { manager, userId }: AccountTransaction,
    { passkey, signCount, isBackedUp }: PasskeyProof,
  ): Promise<boolean> {
    const [rows] = await manager.query<[unknown[], number]>(useOnce, [
      passkey.id,
      userId,
      signCount,
      isBackedUp,
      this.clock.now(),
      this.cipher.renew(passkey.publicKey, passkeyContext(passkey)),
      passkey.publicKey,
    ]);
    return rows.length === 1;
  }

  /** @returns undefined where the row was tampered with, or its encryption key is lost: the log has a line of it. */
  private publicKeyOf(passkey: Passkey): string | undefined {
    try {
      return this.cipher.decrypt(passkey.publicKey, passkeyContext(passkey));
    } catch (error) {
      if (error instanceof DecryptionError) {
        return undefined;
      }
      throw error;
    }
  }
}

function isOwnedBy(
  { response: { userHandle } }: AssertionJson,
  { userId }: Passkey,
  isOwnerKnown: boolean,
): boolean {
  return userHandle ? userHandle === userHandleOf(userId) : isOwnerKnown;
}
