import { ApiException } from '../errors/api.exception.js';

export class NotAuthenticatedException extends ApiException {
  constructor() {
    super('NOT_AUTHENTICATED', 'Log in first.');
  }
}

export class SessionNotEndedException extends ApiException {
  constructor() {
    super(
      'SERVICE_UNAVAILABLE',
      'You are logged out in this browser, but the session could not be ended. Log in later and end it, or change your password.',
      1,
    );
  }
}

export class WrongCredentialsException extends ApiException {
  constructor(message = 'The e-mail address or the password is wrong.') {
    super('WRONG_CREDENTIALS', message);
  }
}

export class OtherUserException extends ApiException {
  constructor() {
    super('OTHER_USER', 'Somebody else is logged in here by now. Ask who it is, then decide again.');
  }
}

export class SecondFactorRequiredException extends ApiException {
  constructor() {
    super('SECOND_FACTOR_REQUIRED', 'Give a code from your authenticator app, or a backup code.');
  }
}

export class InvalidTokenException extends ApiException {
  constructor() {
    super('INVALID_TOKEN', 'This link is wrong, used or expired. Ask for a new one.');
  }
}

export class EmailNotVerifiedException extends ApiException {
  constructor() {
    super(
      'EMAIL_NOT_VERIFIED',
      'Open the link in the mail that we sent you first. If it is lost, reset your password: that verifies the address, too.',
    );
  }
}

export class ReauthenticationRequiredException extends ApiException {
  constructor(isTwoFactorAuthenticationEnabled: boolean) {
    const proof = isTwoFactorAuthenticationEnabled ? 'your password and a code' : 'your password';
    super(
      'REAUTHENTICATION_REQUIRED',
      `Prove that it is you: send ${proof} to POST /authentication/reauthenticate.`,
    );
  }
}
