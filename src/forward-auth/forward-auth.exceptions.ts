import { ApiException } from '../errors/api.exception.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';

export class UntrustedProxyException extends ApiException {
  constructor() {
    super('UNTRUSTED_PROXY', 'This is for the reverse proxy only: its address must be in TRUSTED_PROXIES.');
  }
}

export class UnknownHostException extends ApiException {
  constructor() {
    super('UNKNOWN_HOST', 'This address is not among those that are protected here.');
  }
}

export class MissingGroupException extends ApiException {
  constructor() {
    super('GROUP_REQUIRED', 'Your account may not open this. Ask who runs it for access.');
  }
}

/** The account has no second factor yet, and here one is needed. */
export class EnrolmentRequiredException extends ApiException {
  constructor() {
    super('SECOND_FACTOR_REQUIRED', 'Turn two-factor authentication on first.');
  }
}

/** A code is unknown, used or expired, or it was made for another host or browser. */
export class WrongGateCodeException extends ValidationFailedException {
  constructor() {
    super(['This way in was used already, or has expired. Open the page that you wanted once more.']);
  }
}

export class ForeignOriginException extends ApiException {
  constructor() {
    super('CROSS_ORIGIN_REQUEST', 'Log out on a page of this site.');
  }
}
