import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { errorCodes, type ErrorCode } from './error-code.js';

export interface ErrorBody {
  statusCode: number;
  error: string;
  message: string | string[];
  errorCode: ErrorCode;
  /** Seconds; see `ErrorResponse`. */
  clockDifference?: number | undefined;
}

/** What a failure has to say beyond its sentence. */
export type ErrorDetails = Pick<ErrorBody, 'clockDifference'>;

/**
 * A failure that a client is told about. Each cause is a subclass next to its feature; `message` is a
 * sentence a person can act on, and never says which part of a credential was wrong.
 */
export abstract class ApiException extends HttpException {
  constructor(
    override readonly errorCode: ErrorCode,
    message: string | string[],
    /** Seconds after which the same request may succeed; sent as `Retry-After`. */
    readonly retryAfter?: number,
    details: ErrorDetails = {},
  ) {
    super({ ...errorBody(errorCode, message), ...details }, errorCodes[errorCode].status);
  }
}

export function errorBody(errorCode: ErrorCode, message: string | string[]): ErrorBody {
  const statusCode = errorCodes[errorCode].status;
  return { statusCode, error: STATUS_CODES[statusCode] ?? 'Error', message, errorCode };
}
