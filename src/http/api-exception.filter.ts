import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiException, type ErrorBody } from '../errors/api.exception.js';
import type { ErrorCode } from '../errors/error-code.js';
import { type HttpRequest, type HttpResponse, requestIdOf, routeOf } from './http-request.js';
import { LogBudget } from './log-budget.js';
import { toApiException } from './to-api-exception.js';

/** Client errors worth a line of their own in the log, named after the OWASP logging vocabulary. */
export const loggedErrors = {
  CROSS_ORIGIN_REQUEST: 'malicious_csrf',
  TOO_MANY_ATTEMPTS: 'excess_rate_limit_exceeded',
  VALIDATION_FAILED: 'input_validation_fail',
  // What the account, the host or the proxy may not have (OWASP ASVS v5.0.0-16.3.2).
  GROUP_REQUIRED: 'authz_fail',
  INVITATION_REQUIRED: 'authz_fail',
  OTHER_USER: 'authz_fail',
  REGISTRATION_CLOSED: 'authz_fail',
  TWO_FACTOR_ENROLMENT_REQUIRED: 'authz_fail',
  TWO_FACTOR_REQUIRED_BY_POLICY: 'authz_fail',
  UNKNOWN_HOST: 'authz_fail',
  UNTRUSTED_PROXY: 'authz_fail',
  // A step that was left out (OWASP ASVS v5.0.0-16.3.3).
  NO_PENDING_TWO_FACTOR_SECRET: 'sequence_fail',
  REAUTHENTICATION_REQUIRED: 'sequence_fail',
  SECOND_FACTOR_ALREADY_PROVED: 'sequence_fail',
  SECOND_FACTOR_REQUIRED: 'sequence_fail',
  TWO_FACTOR_NOT_ENABLED: 'sequence_fail',
} as const satisfies Partial<Record<ErrorCode, string>>;

const budget = new LogBudget();

/**
 * Gives every failure the one error body of the contract. What is not a known failure becomes a 500 that
 * says nothing; its stack stands in the log under the answer's `X-Request-Id`.
 */
@Catch()
export class ApiExceptionFilter implements ExceptionFilter {
  private readonly logger = new Logger(ApiExceptionFilter.name);

  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const { httpAdapter } = this.adapterHost;
    const response = host.switchToHttp().getResponse<HttpResponse>();
    const failure = this.describe(exception, host.switchToHttp().getRequest<HttpRequest>());
    if (failure.retryAfter !== undefined && !httpAdapter.isHeadersSent(response)) {
      httpAdapter.setHeader(response, 'Retry-After', String(failure.retryAfter));
    }
    this.answer(response, failure.getResponse() as ErrorBody, failure.getStatus());
  }

  /** What a client is told of a failure; it is logged where it should be. */
  describe(exception: unknown, request?: HttpRequest): ApiException {
    const failure = toApiException(exception) ?? new InternalErrorException();
    this.log(exception, failure.errorCode, request);
    return failure;
  }

  protected answer(response: HttpResponse, body: object, status: number): void {
    const { httpAdapter } = this.adapterHost;
    if (httpAdapter.isHeadersSent(response)) {
      return;
    }
    httpAdapter.setHeader(response, 'Content-Type', 'application/json; charset=utf-8');
    httpAdapter.reply(response, body, status);
  }

  private log(exception: unknown, errorCode: string, request?: HttpRequest): void {
    const context = request && {
      requestId: requestIdOf(request),
      method: request.method,
      route: routeOf(request),
      ip: request.ip,
      userId: request.user?.id,
    };
    if (errorCode === 'INTERNAL_ERROR') {
      this.logger.error('sys_unexpected_error', { ...context, ...reasonOf(exception) });
    } else if (errorCode === 'SERVICE_UNAVAILABLE') {
      this.logger.warn('sys_service_unavailable', { ...context, reason: reasonOf(exception).reason });
    } else {
      this.logRefusal(errorCode, context);
    }
  }

  private logRefusal(errorCode: string, context: { userId?: string | undefined } | undefined): void {
    const event = eventOf(errorCode, context?.userId !== undefined);
    const suppressed = event === undefined ? undefined : budget.take(event);
    if (suppressed !== undefined) {
      this.logger.warn(event, { ...context, errorCode, ...(suppressed > 0 && { suppressed }) });
    }
  }
}

/** What is not there for who is logged in may be somebody else's; to a stranger it is a wrong address. */
function eventOf(errorCode: string, isLoggedIn: boolean): string | undefined {
  if (errorCode === 'NOT_FOUND') {
    return isLoggedIn ? 'authz_fail' : undefined;
  }
  return Object.hasOwn(loggedErrors, errorCode)
    ? loggedErrors[errorCode as keyof typeof loggedErrors]
    : undefined;
}

class InternalErrorException extends ApiException {
  constructor() {
    super('INTERNAL_ERROR', 'Something went wrong on our side. Tell the operator the X-Request-Id.');
  }
}

/** Name, message and stack, and nothing else: a driver's error object carries the query and its parameters. */
function reasonOf(exception: unknown): { reason: string; stack?: string } {
  return exception instanceof Error
    ? { reason: `${exception.name}: ${exception.message}`, stack: exception.stack }
    : { reason: `a thrown ${typeof exception}` };
}
