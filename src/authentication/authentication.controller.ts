import { Body, Get, HttpCode, Post, Req, Res, UseInterceptors } from '@nestjs/common';
import { type Client, FromClient } from '../client/client.decorator.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import {
  ApiCookieAuth,
  ApiExtraModels,
  ApiOperation,
  ApiResponse,
  getSchemaPath,
} from '../http/documentation.js';
import type { HttpRequest, HttpResponse } from '../http/http-request.js';
import { ClearCookiesInterceptor } from '../sessions/clear-cookies.interceptor.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Authenticated } from '../sessions/decorators/authenticated.decorator.js';
import { CurrentUser } from '../sessions/decorators/current-user.decorator.js';
import { Public } from '../sessions/decorators/public.decorator.js';
import { UserTurnsInterceptor } from '../sessions/user-turns.interceptor.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import { User } from '../users/user.entity.js';
import { UserResponse } from '../users/user.response.js';
import { AuthenticationService } from './authentication.service.js';
import { LogInDto, SecondFactorRequiredResponse } from './log-in.dto.js';
import { LogInService } from './log-in.service.js';
import { LogOutInterceptor } from './log-out.interceptor.js';

@ApiController('authentication', 'Authentication')
export class AuthenticationController {
  constructor(
    private readonly logIns: LogInService,
    private readonly authentication: AuthenticationService,
    private readonly cookies: CookiesService,
    private readonly policy: TwoFactorPolicy,
  ) {}

  @Post('log-in')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Log in with e-mail and password',
    description:
      'Where two-factor authentication is on, this is the first of two steps: the log-in stays pending for 5 minutes, until `POST /2fa/authenticate`.',
  })
  @ApiExtraModels(UserResponse, SecondFactorRequiredResponse)
  @ApiResponse({
    status: 200,
    description: 'The user; or, with two-factor authentication on, only what is needed next.',
    schema: {
      oneOf: [{ $ref: getSchemaPath(UserResponse) }, { $ref: getSchemaPath(SecondFactorRequiredResponse) }],
    },
  })
  @ApiErrors('WRONG_CREDENTIALS', 'EMAIL_NOT_VERIFIED', 'TOO_MANY_ATTEMPTS')
  async logIn(
    @Body() dto: LogInDto,
    @FromClient() client: Client,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<UserResponse | SecondFactorRequiredResponse> {
    const result = await this.logIns.logIn(dto, client, this.cookies.read(request));
    this.cookies.write(reply, result);
    return result.secondFactorMethods
      ? new SecondFactorRequiredResponse(result.secondFactorMethods)
      : new UserResponse(result.user, this.policy);
  }

  @Get()
  @Authenticated('enrolment')
  @ApiOperation({ summary: 'Who is logged in' })
  @ApiResponse({ status: 200, type: UserResponse })
  whoAmI(@CurrentUser() user: User): UserResponse {
    return new UserResponse(user, this.policy);
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @ApiCookieAuth('Refresh')
  @UseInterceptors(UserTurnsInterceptor, ClearCookiesInterceptor)
  @ApiOperation({
    summary: 'Swap the Refresh cookie for new cookies',
    description:
      'Each refresh token works once. Within 10 seconds it gets the same successor again, so parallel requests do no harm; and later another one while nothing that came of it was ever presented, as the answer was lost. Each five times at most and with the same User-Agent. Used otherwise, it ends the session.',
  })
  @ApiResponse({ status: 200, type: UserResponse })
  @ApiErrors('NOT_AUTHENTICATED')
  async refresh(
    @FromClient() client: Client,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<UserResponse> {
    const refreshed = await this.authentication.refresh(this.cookies.read(request), client);
    this.cookies.write(reply, refreshed);
    return new UserResponse(refreshed.user, this.policy);
  }

  @Post('log-out')
  @HttpCode(204)
  @Public()
  @UseInterceptors(LogOutInterceptor, UserTurnsInterceptor)
  @ApiOperation({
    summary: 'Log out',
    description:
      'The session is dead at once. Without one, nothing happens. A 503 says that the session could not be ended; the cookies are cleared all the same.',
  })
  @ApiResponse({ status: 204 })
  logOut(@FromClient() client: Client, @Req() request: HttpRequest): Promise<void> {
    return this.authentication.logOut(this.cookies.read(request), client);
  }
}
