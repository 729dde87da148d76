import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorBody, type ErrorBody } from '../errors/api.exception.js';
import type { ErrorCode } from '../errors/error-code.js';
import { toApiException } from '../http/to-api-exception.js';

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

function internalError(): ErrorBody {
  return errorBody('INTERNAL_ERROR', 'Something went wrong on our side. Tell the operator the X-Request-Id.');
}

/** Name, message and stack, and nothing else: a driver's error object carries the query and its parameters. */
function describe(exception: unknown): { reason: string; stack?: string } {
  return exception instanceof Error
    ? { reason: `${exception.name}: ${exception.message}`, stack: exception.stack }
    : { reason: `a thrown ${typeof exception}` };
}
