import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { errorCodes, type ErrorCode } from './error-code.js';
import type { Violation } from './violation.js';

export interface ErrorBody {
  statusCode: number;
  error: string;
  message: string | string[];
  errorCode: string;
  /** Seconds; see `ErrorResponse`. */
  clockDifference?: number | undefined;
  /** See `ErrorResponse`. */
  violations?: Violation[];
}

/** What a failure has to say beyond its sentence. */
export type ErrorDetails = Pick<ErrorBody, 'clockDifference' | 'violations'>;

/**
 * A failure that a client is told about. Each cause is a subclass next to its feature; `message` is a
 * sentence a person can act on, and never says which part of a credential was wrong. Modules of your own may have codes of their
 * own, with a status.
 */
export abstract class ApiException extends HttpException {
  constructor(
    override readonly errorCode: ErrorCode | (string & {}),
    message: string | string[],
    /** Seconds after which the same request may succeed; sent as `Retry-After`. */
    readonly retryAfter?: number,
    details: ErrorDetails = {},
    status: number = statusOf(errorCode),
  ) {
    super({ ...errorBody(errorCode, message, status), ...details }, status);
  }

  /** What GraphQL passes on of an error beside its message. */
  get extensions(): ErrorBody {
    return this.getResponse() as ErrorBody;
  }
}

export function errorBody(
  errorCode: string,
  message: string | string[],
  statusCode: number = statusOf(errorCode),
): ErrorBody {
  return { statusCode, error: STATUS_CODES[statusCode] ?? 'Error', message, errorCode };
}

/** One that is not ours, and says no status, is a bad request. */
function statusOf(errorCode: string): number {
  return Object.hasOwn(errorCodes, errorCode) ? errorCodes[errorCode as ErrorCode].status : 400;
}
