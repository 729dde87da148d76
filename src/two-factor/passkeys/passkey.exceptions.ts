import { ApiException } from '../../errors/api.exception.js';

export class WrongPasskeyException extends ApiException {
  constructor() {
    super('WRONG_PASSKEY', 'That did not work. Try again with a passkey of this account.');
  }
}

/** The browser is to forget it. */
export class UnknownPasskeyException extends ApiException {
  constructor() {
    super('UNKNOWN_PASSKEY', 'This passkey was removed from its account. Log in by other means.');
  }
}

export class PasskeyExistsException extends ApiException {
  constructor() {
    super('PASSKEY_EXISTS', 'This passkey was added already.');
  }
}

export class TooManyPasskeysException extends ApiException {
  constructor() {
    super('TOO_MANY_PASSKEYS', 'An account has 20 passkeys at most. Remove one first.');
  }
}

export class LastSecondFactorException extends ApiException {
  /** @param mayTurnOff whether the account may do without one. */
  constructor(mayTurnOff: boolean) {
    super(
      'LAST_SECOND_FACTOR',
      `This is the only second factor of your account. Add another one first${mayTurnOff ? ', or turn two-factor authentication off' : ''}.`,
    );
  }
}

export class NotEnoughPasskeysException extends ApiException {
  constructor() {
    super(
      'NOT_ENOUGH_PASSKEYS',
      'Without a password an account needs two-factor authentication, a backup code that was not used, and two passkeys, or one that is synced.',
    );
  }
}

export class PasskeysUnavailableException extends ApiException {
  constructor() {
    super(
      'PASSKEYS_UNAVAILABLE',
      'Passkeys need a host name, and PUBLIC_URL of this server has an IP address.',
    );
  }
}
