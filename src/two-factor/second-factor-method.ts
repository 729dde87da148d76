import type { SecurityEventType } from '../security-events/security-event-type.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import type { SecondFactorCodeDto } from './two-factor.dto.js';

/** Why an answer is wrong. */
export interface Rejection {
  refusal: SecurityEventType;
  /** Seconds; only where it may be told. */
  clockDifference?: number | undefined;
}

export interface UseOfSecondFactor {
  /** Only where a backup code was used. */
  remainingBackupCodes?: number;
}

/**
 * One way to prove a second factor. Whoever checks, counts and records proofs knows the ways only by this, so a new one is a
 * subclass and a line in {@link SecondFactorMethods}.
 *
 * @typeParam Material what a check needs of the database, read in the transaction that charges the try.
 * @typeParam Proof an answer that was right when it was checked, and is used up by {@link consume}.
 */
export abstract class SecondFactorMethod<Material = unknown, Proof extends object = object> {
  /** In answers, metrics and events. */
  abstract readonly name: string;
  /** Of a body, that has the answer. */
  abstract readonly property: keyof SecondFactorCodeDto;
  /** What a session is called after it (RFC 8176). */
  abstract readonly amr: readonly string[];
  /** May be tried on a locked account, is counted apart, and does not wait. */
  readonly unlocks: boolean = false;

  /** Whether the account can use it now. */
  abstract isSetUp(tx: AccountTransaction): Promise<boolean>;

  /** @throws what undoes the charge of the try: that the material cannot be read is no fault of who answers. */
  abstract load(tx: AccountTransaction): Promise<Material>;

  /** Uses nothing up. */
  abstract check(userId: string, answer: string, material: Material): Promise<Proof | Rejection>;

  /** One conditional UPDATE, whose row count is the verdict. @returns false when another request was faster. */
  abstract consume(tx: AccountTransaction, proof: Proof): Promise<boolean>;

  /** Records what else a use is worth, once it is certain. @returns what whoever used it is told. */
  recordUse(_tx: AccountTransaction): Promise<UseOfSecondFactor> {
    return Promise.resolve({});
  }

  abstract removeAll(tx: AccountTransaction): Promise<void>;
}

export function isRejection(result: object): result is Rejection {
  return 'refusal' in result;
}

/** Of a session in which the second factor was proved just now (RFC 8176). */
export function steppedUp(now: Date, { amr }: Pick<SecondFactorMethod, 'amr'>) {
  return {
    isSecondFactorAuthenticated: true,
    secondFactorVerifiedAt: now,
    amr: ['pwd', ...amr, 'mfa'],
  };
}
