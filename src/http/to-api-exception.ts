import { HttpException } from '@nestjs/common';
import { ApiException } from '../errors/api.exception.js';
import {
  CrossOriginException,
  NotFoundException,
  ServiceUnavailableException,
  ValidationFailedException,
} from '../errors/common.exceptions.js';
import { isDatabaseUnavailable, isOwnerGone } from '../errors/database-errors.js';
import type { ErrorCode } from '../errors/error-code.js';

/** What Fastify and Nest throw by themselves, by HTTP status. */
const frameworkErrors: Partial<Record<number, { errorCode: ErrorCode; message: string }>> = {
  413: { errorCode: 'PAYLOAD_TOO_LARGE', message: 'The body is too large.' },
  415: { errorCode: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the body as application/json.' },
};

/** @returns what a client is answered for a failure; undefined for one that only we can mend, which is a 500. */
export function toApiException(exception: unknown): ApiException | undefined {
  if (exception instanceof ApiException) {
    return exception;
  }
  if (isDatabaseUnavailable(exception)) {
    return new ServiceUnavailableException();
  }
  if (isOwnerGone(exception)) {
    return new FrameworkException('NOT_AUTHENTICATED', 'Log in first.');
  }
  const status = statusOf(exception);
  if (status === 403) {
    // What Nest's cross-origin protection throws.
    return new CrossOriginException();
  }
  const error = frameworkErrors[status];
  if (error) {
    return new FrameworkException(error.errorCode, error.message);
  }
  if (status === 404 || status === 405) {
    return new NotFoundException();
  }
  // The texts of parsers quote the input, so none of them is passed on.
  return status >= 400 && status < 500
    ? new ValidationFailedException(['The request is malformed.'])
    : undefined;
}

function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) {
    return exception.getStatus();
  }
  const { statusCode } = (exception ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}

class FrameworkException extends ApiException {}
