import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { catchError, type Observable } from 'rxjs';
import type { HttpResponse } from '../http/http-request.js';
import { CookiesService } from './cookies.service.js';
import { NotAuthenticatedException } from './session.exceptions.js';

/** Where a session turns out to be over, the browser is told to forget its cookies. */
@Injectable()
export class ClearCookiesInterceptor implements NestInterceptor {
  constructor(private readonly cookies: CookiesService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (error instanceof NotAuthenticatedException) {
          this.cookies.clear(context.switchToHttp().getResponse<HttpResponse>());
        }
        throw error;
      }),
    );
  }
}
