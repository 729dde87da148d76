import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiException, errorBody, type ErrorBody } from '../errors/api.exception.js';
import type { ErrorCode } from '../errors/error-code.js';
import { toApiException } from '../http/to-api-exception.js';
import { isOwnRoute } from './own-routes.guard.js';

/** Client errors worth a line of their own in the log, named after the OWASP logging vocabulary. */
const loggedErrors: Record<string, string | undefined> = {
  CROSS_ORIGIN_REQUEST: 'malicious_csrf',
  TOO_MANY_ATTEMPTS: 'excess_rate_limit_exceeded',
  VALIDATION_FAILED: 'input_validation_fail',
} satisfies Partial<Record<ErrorCode, string>>;

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
    const own = isOwnRoute(request) ? ownAnswerOf(exception) : undefined;
    if (own) {
      this.answer(reply, own.body, own.status);
      return;
    }
    const known = toApiException(exception);
    const body = known ? (known.getResponse() as ErrorBody) : internalError();
    this.log(exception, body, request);
    if (known?.retryAfter !== undefined && !reply.sent) {
      this.adapterHost.httpAdapter.setHeader(reply, 'Retry-After', String(known.retryAfter));
    }
    this.answer(reply, body, body.statusCode);
  }

  private answer(reply: FastifyReply, body: object, status: number): void {
    const { httpAdapter } = this.adapterHost;
    if (httpAdapter.isHeadersSent(reply)) {
      reply.raw.destroy();
      return;
    }
    httpAdapter.setHeader(reply, 'Content-Type', 'application/json; charset=utf-8');
    httpAdapter.reply(reply, body, status);
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

/**
 * What the author of a route meant a client to read, as Nest answers it; undefined for all else. An `ApiException` says it in
 * our own way.
 */
function ownAnswerOf(exception: unknown): { body: object; status: number } | undefined {
  if (exception instanceof ApiException) {
    return undefined;
  }
  if (exception instanceof HttpException) {
    const response = exception.getResponse();
    const status = exception.getStatus();
    return {
      body: typeof response === 'object' ? response : { statusCode: status, message: response },
      status,
    };
  }
  const { statusCode, message } = (exception ?? {}) as { statusCode?: unknown; message?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
    ? { body: { statusCode, message }, status: statusCode }
    : undefined;
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
