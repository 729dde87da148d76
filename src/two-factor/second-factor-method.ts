import type { Client } from '../client/client.decorator.js';
import type { SecurityEventType } from '../security-events/security-event-type.js';
import type { Session } from '../sessions/session.entity.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import type { ChallengeBinding } from './passkeys/passkey-challenges.service.js';
import { WrongTwoFactorCodeException } from './two-factor.exceptions.js';

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

/** What somebody answered, and what it is held against. */
export interface SecondFactorAnswer<Material = unknown> {
  userId: string;
  value: unknown;
  material: Material;
  client: Client;
  challengeBinding: ChallengeBinding | undefined;
}

/**
 * One way to prove a second factor. Whoever checks, counts and records proofs knows the ways only by this, so a new one is a
 * provider of this class, in any module, with {@link AnsweredBy}.
 *
 * @typeParam Material what a check needs of the database, read in the transaction that charges the try.
 * @typeParam Proof an answer that was right when it was checked, and is used up by {@link consume}.
 */
export abstract class SecondFactorMethod<Material = unknown, Proof extends object = object> {
  /** In answers, metrics and events. */
  abstract readonly name: string;
  /** Of a body, that has the answer; {@link AnsweredBy} sets it. */
  declare readonly property: string;
  /** What a session is called after it (RFC 8176). */
  abstract readonly amr: readonly string[];
  /** Place among the methods: the one that a person should try first has the lowest. */
  readonly rank: number = 10;
  /** Whether tries are charged to the account's budget. Not so where there is nothing to guess, as with signatures. */
  readonly isGuessable: boolean = true;
  /** May be tried on a locked account, is counted apart, and does not wait. */
  readonly unlocks: boolean = false;
  /** Whether having one keeps two-factor authentication on; backup codes do not. */
  readonly isPrimary: boolean = true;
  /** Whether it is a whole log-in by itself: it stays when two-factor authentication is turned off, and needs no password beside it. */
  readonly provesAllFactors: boolean = false;

  /** Whether the account can use it now. */
  abstract isSetUp(tx: AccountTransaction): Promise<boolean>;

  /** Looks at what is no try at all, before one is charged. */
  admit(_answer: Omit<SecondFactorAnswer, 'material'>): Promise<Rejection | undefined> {
    return Promise.resolve(undefined);
  }

  /** @throws what undoes the charge of the try: that the material cannot be read is no fault of who answers. */
  abstract load(tx: AccountTransaction): Promise<Material>;

  /** Uses nothing up. */
  abstract check(answer: SecondFactorAnswer<Material>): Promise<Proof | Rejection>;

  /** One conditional UPDATE, whose row count is the verdict. @returns false when another request was faster. */
  abstract consume(tx: AccountTransaction, proof: Proof): Promise<boolean>;

  /** What is answered to a wrong one. */
  refuse(rejection?: Rejection): Error {
    return new WrongTwoFactorCodeException(rejection?.clockDifference);
  }

  /** Records what else a use is worth, once it is certain. @returns what whoever used it is told. */
  recordUse(_tx: AccountTransaction): Promise<UseOfSecondFactor> {
    return Promise.resolve({});
  }

  abstract removeAll(tx: AccountTransaction): Promise<void>;
}

export function isRejection(result: object): result is Rejection {
  return 'refusal' in result;
}

const ORDER = ['pwd', 'otp', 'pop', 'user', 'mfa'];

/** What was proved in a session, with what is proved now (RFC 8176). */
export function amrWith(proved: readonly string[], ...now: string[]): string[] {
  const all = new Set([...proved, ...now]);
  return [...ORDER.filter((value) => all.has(value)), ...[...all].filter((value) => !ORDER.includes(value))];
}

/** Of a session in which the second factor was proved just now. */
export function steppedUp(
  now: Date,
  { amr }: Pick<Session, 'amr'>,
  method: Pick<SecondFactorMethod, 'name' | 'amr' | 'provesAllFactors'>,
) {
  return {
    isSecondFactorAuthenticated: true,
    secondFactorVerifiedAt: now,
    secondFactorVerifiedBy: method.name,
    ...(method.provesAllFactors && { passkeyVerifiedAt: now }),
    amr: amrWith(amr, ...method.amr, 'mfa'),
  };
}
