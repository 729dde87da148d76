import { ApiException } from './api.exception.js';
import { malformed, type Problem } from './violation.js';

/** One sentence and one violation each, in the same order. */
export class ValidationFailedException extends ApiException {
  /** @param problems a sentence alone is about the request as a whole. */
  constructor(problems: (Problem | string)[]) {
    const all = problems.map((problem) => (typeof problem === 'string' ? malformed(problem) : problem));
    const violations = all.map(({ property, rule }) => ({ property, rule }));
    super(
      'VALIDATION_FAILED',
      all.map(({ sentence }) => sentence),
      undefined,
      { violations },
    );
  }
}

export class NotFoundException extends ApiException {
  constructor() {
    super('NOT_FOUND', 'There is nothing here.');
  }
}

export class CrossOriginException extends ApiException {
  constructor() {
    super('CROSS_ORIGIN_REQUEST', 'This request came from a site that is not allowed to send it.');
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
