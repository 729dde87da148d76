import { type ArgumentsHost, Catch, HttpException } from '@nestjs/common';
import { ApiException } from '../errors/api.exception.js';
import { ApiExceptionFilter } from '../http/api-exception.filter.js';
import { isOwnRoute } from './own-routes.guard.js';

/** For all that no controller of ours answers: routes and resolvers of your own, and what never got as far as a route. */
@Catch()
export class OwnExceptionFilter extends ApiExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') {
      // A GraphQL driver makes an answer of what its resolver threw, and a stranger must not read of it what nobody foresaw.
      throw ownAnswerOf(exception) ? exception : this.describe(exception);
    }
    const http = host.switchToHttp();
    const own = isOwnRoute(http.getRequest()) ? ownAnswerOf(exception) : undefined;
    if (own) {
      this.answer(http.getResponse(), own.body, own.status);
    } else {
      super.catch(exception, host);
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
