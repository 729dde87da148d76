import { ApiException } from '../errors/api.exception.js';

export class SessionNotEndedException extends ApiException {
  constructor() {
    super(
      'SERVICE_UNAVAILABLE',
      'You are logged out in this browser, but the session could not be ended. Log in later and end it, or change your password.',
      1,
    );
  }
}
