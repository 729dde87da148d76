import { ApiException } from '../errors/api.exception.js';

export class NotAuthenticatedException extends ApiException {
  constructor() {
    super('NOT_AUTHENTICATED', 'Log in first.');
  }
}

export class SecondFactorRequiredException extends ApiException {
  constructor() {
    super('SECOND_FACTOR_REQUIRED', 'Give a code from your authenticator app, or a backup code.');
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

export class OtherUserException extends ApiException {
  constructor() {
    super('OTHER_USER', 'Somebody else is logged in here by now. Ask who it is, then decide again.');
  }
}
