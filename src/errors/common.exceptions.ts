import { ApiException } from './api.exception.js';

export class ValidationFailedException extends ApiException {
  constructor(messages: string[]) {
    super('VALIDATION_FAILED', messages);
  }
}

export class NotFoundException extends ApiException {
  constructor() {
    super('NOT_FOUND', 'There is nothing here.');
  }
}

export class TooManyAttemptsException extends ApiException {
  /** @param retryAfter seconds to wait; rounded up, so that a client that waits exactly so long is let in. */
  constructor(retryAfter: number) {
    super(
      'TOO_MANY_ATTEMPTS',
      'Too many attempts. Wait a little, then try again.',
      Math.max(1, Math.ceil(retryAfter)),
    );
  }
}

export class ServiceUnavailableException extends ApiException {
  constructor(retryAfter = 1) {
    super('SERVICE_UNAVAILABLE', 'The service cannot answer right now. Try again in a moment.', retryAfter);
  }
}
