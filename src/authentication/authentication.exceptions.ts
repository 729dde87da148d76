import { ApiException } from '../errors/api.exception.js';

export class EmailNotVerifiedException extends ApiException {
  constructor() {
    super(
      'EMAIL_NOT_VERIFIED',
      'Open the link in the mail that we sent you first. If it is lost, reset your password: that verifies the address, too.',
    );
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
