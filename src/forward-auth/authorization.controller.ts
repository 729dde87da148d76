import { Get, Query, Req, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { IsString, Matches, MaxLength } from 'class-validator';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiProperty, ApiResponse } from '../http/documentation.js';
import type { HttpRequest, HttpResponse } from '../http/http-request.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Public } from '../sessions/decorators/public.decorator.js';
import { AccessTokenAuthenticator } from '../sessions/strategies/access-token.authenticator.js';
import { AuthorizationService } from './authorization.service.js';
import { MessagePages } from './message-pages.js';
import { returnTarget } from './return-target.js';

export class AuthorizationQuery {
  @ApiProperty({ example: 'app.example.com' })
  @IsString()
  @MaxLength(260)
  host: string;

  @ApiProperty({ description: 'SHA-256 of a cookie of that host, base64url.' })
  @Matches(/^[\w-]{43}$/, { message: 'state must be 43 characters of base64url' })
  state: string;

  @ApiProperty({ description: 'Where to go on that host.', example: '/' })
  @IsString()
  rd: string;
}

/** The one step of the way to a protected host that is done on `PUBLIC_URL`, where the cookies of the session are. */
@ApiController('forward-auth/authorize', 'Forward-auth')
export class AuthorizationController {
  constructor(
    private readonly authorization: AuthorizationService,
    private readonly authenticator: AccessTokenAuthenticator,
    private readonly pages: MessagePages,
    private readonly adapterHost: HttpAdapterHost,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'Go on to a protected host, logged in',
    description: 'A page: for browsers only.',
  })
  @ApiResponse({ status: 303 })
  @ApiErrors('VALIDATION_FAILED', 'UNKNOWN_HOST', 'GROUP_REQUIRED', 'TOO_MANY_ATTEMPTS')
  authorize(
    @Query() { host, state, rd }: AuthorizationQuery,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<string | undefined> {
    return this.pages.insteadOfErrors(request, reply, undefined, async () => {
      const live = await this.authenticator.sessionOf(request);
      const location = await this.authorization.authorize({ host, state, returnTo: returnTarget(rd) }, live);
      this.adapterHost.httpAdapter.redirect(reply, 303, location);
      return undefined;
    });
  }
}
