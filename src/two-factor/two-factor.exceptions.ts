import { ApiException } from '../errors/api.exception.js';

export class WrongTwoFactorCodeException extends ApiException {
  constructor() {
    super('WRONG_TWO_FACTOR_CODE', 'The code is wrong, or it was used already. Try again with the next one.');
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
