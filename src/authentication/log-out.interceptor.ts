import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { catchError, type Observable } from 'rxjs';
import type { HttpResponse } from '../http/http-request.js';
import { toApiException } from '../http/to-api-exception.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { SessionNotEndedException } from './authentication.exceptions.js';

/** Whoever logs out does not stay logged in here, be the database away or too much to do: the cookies go whatever happens. */
@Injectable()
export class LogOutInterceptor implements NestInterceptor {
  constructor(private readonly cookies: CookiesService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    this.cookies.clear(http.getResponse<HttpResponse>());
    return next.handle().pipe(
      catchError((error: unknown) => {
        const isUnavailable = toApiException(error)?.errorCode === 'SERVICE_UNAVAILABLE';
        throw isUnavailable ? new SessionNotEndedException() : error;
      }),
    );
  }
}
