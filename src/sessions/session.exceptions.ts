import { ApiException } from '../errors/api.exception.js';
import type { User } from '../users/user.entity.js';

export class NotAuthenticatedException extends ApiException {
  constructor() {
    super('NOT_AUTHENTICATED', 'Log in first, or POST /authentication/refresh if your access token ran out.');
  }
}

export class SecondFactorRequiredException extends ApiException {
  constructor(message = 'Give a code from your authenticator app, or a backup code.') {
    super('SECOND_FACTOR_REQUIRED', message);
  }
}

/** Where a backup code does not do. */
export class PrimaryFactorRequiredException extends SecondFactorRequiredException {
  constructor() {
    super('Give a code from your authenticator app, or a passkey.');
  }
}

export class ReauthenticationRequiredException extends ApiException {
  constructor(user: Pick<User, 'isTwoFactorAuthenticationEnabled' | 'isPasswordLogInEnabled'>) {
    super(
      'REAUTHENTICATION_REQUIRED',
      `Prove that it is you: send ${proofOf(user)} to POST /authentication/reauthenticate.`,
    );
  }
}

function proofOf({
  isTwoFactorAuthenticationEnabled,
  isPasswordLogInEnabled,
}: Pick<User, 'isTwoFactorAuthenticationEnabled' | 'isPasswordLogInEnabled'>): string {
  if (!isPasswordLogInEnabled) {
    return 'a passkey';
  }
  return isTwoFactorAuthenticationEnabled ? 'your password and a code' : 'your password';
}

/** For what a password does not prove. */
export class PasskeyRequiredException extends ReauthenticationRequiredException {
  constructor() {
    super({ isTwoFactorAuthenticationEnabled: true, isPasswordLogInEnabled: false });
  }
}

export class OtherUserException extends ApiException {
  constructor() {
    super('OTHER_USER', 'Somebody else is logged in here by now. Ask who it is, then decide again.');
  }
}
