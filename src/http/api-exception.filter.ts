import { type ArgumentsHost, Catch, HttpException, type ExceptionFilter, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiException, errorBody, type ErrorBody } from '../errors/api.exception.js';
import {
  NotFoundException,
  ServiceUnavailableException,
  ValidationFailedException,
} from '../errors/common.exceptions.js';
import { isDatabaseUnavailable } from '../errors/database-errors.js';
import type { ErrorCode } from '../errors/error-code.js';

/** What Fastify and Nest throw by themselves, by HTTP status. */
const frameworkErrors: Partial<Record<number, { errorCode: ErrorCode; message: string }>> = {
  403: {
    errorCode: 'CROSS_ORIGIN_REQUEST',
    message: 'This request came from a site that is not allowed to send it.',
  },
  413: { errorCode: 'PAYLOAD_TOO_LARGE', message: 'The body is too large.' },
  415: { errorCode: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the body as application/json.' },
};

/** Client errors worth a line of their own in the log, named after the OWASP logging vocabulary. */
const loggedErrors: Partial<Record<ErrorCode, string>> = {
  CROSS_ORIGIN_REQUEST: 'malicious_csrf',
  TOO_MANY_ATTEMPTS: 'excess_rate_limit_exceeded',
  VALIDATION_FAILED: 'input_validation_fail',
};

/**
 * Gives every failure the one error body of the contract. What is not a known failure becomes a 500 that
 * says nothing; its stack stands in the log under the answer's `X-Request-Id`.
 */
@Catch()
export class ApiExceptionFilter implements ExceptionFilter {
  private readonly logger = new Logger(ApiExceptionFilter.name);

  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const known = toApiException(exception);
    const body = known ? (known.getResponse() as ErrorBody) : internalError();
    this.log(exception, body, request);
    const { httpAdapter } = this.adapterHost;
    if (httpAdapter.isHeadersSent(reply)) {
      reply.raw.destroy();
      return;
    }
    if (known?.retryAfter !== undefined) {
      httpAdapter.setHeader(reply, 'Retry-After', String(known.retryAfter));
    }
    httpAdapter.setHeader(reply, 'Content-Type', 'application/json; charset=utf-8');
    httpAdapter.reply(reply, body, body.statusCode);
  }

  private log(exception: unknown, body: ErrorBody, request: FastifyRequest): void {
    const context = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions?.url,
      ip: request.ip,
    };
    if (body.errorCode === 'INTERNAL_ERROR') {
      this.logger.error('sys_unexpected_error', { ...context, ...describe(exception) });
    } else if (body.errorCode === 'SERVICE_UNAVAILABLE') {
      this.logger.warn('sys_service_unavailable', { ...context, reason: describe(exception).reason });
    } else if (loggedErrors[body.errorCode]) {
      this.logger.warn(loggedErrors[body.errorCode], context);
    }
  }
}

function toApiException(exception: unknown): ApiException | undefined {
  if (exception instanceof ApiException) {
    return exception;
  }
  if (isDatabaseUnavailable(exception)) {
    return new ServiceUnavailableException();
  }
  const status = statusOf(exception);
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

function internalError(): ErrorBody {
  return errorBody('INTERNAL_ERROR', 'Something went wrong on our side. Tell the operator the X-Request-Id.');
}

/** Name, message and stack, and nothing else: a driver's error object carries the query and its parameters. */
function describe(exception: unknown): { reason: string; stack?: string } {
  return exception instanceof Error
    ? { reason: `${exception.name}: ${exception.message}`, stack: exception.stack }
    : { reason: `a thrown ${typeof exception}` };
}

class FrameworkException extends ApiException {}
