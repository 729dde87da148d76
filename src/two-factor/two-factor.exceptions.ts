import { ApiException } from '../errors/api.exception.js';

export class WrongTwoFactorCodeException extends ApiException {
  /** @param clockDifference as {@link TotpService.clockDifference} */
  constructor(clockDifference?: number) {
    super('WRONG_TWO_FACTOR_CODE', sentenceOf(clockDifference), undefined, { clockDifference });
  }
}

export class SecondFactorAlreadyProvedException extends ApiException {
  constructor() {
    super('SECOND_FACTOR_ALREADY_PROVED', 'You are logged in with all factors already.');
  }
}

export class TwoFactorNotEnabledException extends ApiException {
  constructor() {
    super('TWO_FACTOR_NOT_ENABLED', 'Two-factor authentication is off for this account.');
  }
}

export class NoPendingTwoFactorSecretException extends ApiException {
  constructor() {
    super(
      'NO_PENDING_TWO_FACTOR_SECRET',
      'Scan a new QR code first: there is none waiting, or it is over 10 minutes old, or too many codes were tried with it.',
    );
  }
}

export class TwoFactorLockedException extends ApiException {
  constructor() {
    super(
      'TWO_FACTOR_LOCKED',
      'Too many wrong codes. Use a backup code, or ask the operator to unlock your account.',
    );
  }
}

function sentenceOf(clockDifference: number | undefined): string {
  if (clockDifference === undefined) {
    return 'The code is wrong, or it was used already. Try again with the next one.';
  }
  return clockDifference < 0
    ? `This code was right ${-clockDifference} seconds ago. If it is the newest one, the clock of your phone is slow or ours is fast: let your phone set its time by itself, or tell the operator.`
    : `This code will be right in ${clockDifference} seconds: the clock of your phone is fast or ours is slow. Let your phone set its time by itself, or tell the operator.`;
}
