import { Body, HttpCode, Post, Req, Res, UseInterceptors } from '@nestjs/common';
import { type Client, FromClient } from '../client/client.decorator.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import type { HttpRequest, HttpResponse } from '../http/http-request.js';
import { ClearCookiesInterceptor } from '../sessions/clear-cookies.interceptor.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Authenticated } from '../sessions/decorators/authenticated.decorator.js';
import { CurrentSession } from '../sessions/decorators/current-session.decorator.js';
import { CurrentUser } from '../sessions/decorators/current-user.decorator.js';
import { Session } from '../sessions/session.entity.js';
import { UserTurnsInterceptor } from '../sessions/user-turns.interceptor.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import { User } from '../users/user.entity.js';
import { AuthenticateDto, SecondFactorAuthenticatedResponse } from './second-step.dto.js';
import { SecondStepService } from './second-step.service.js';

/** Belongs to the routes of `2fa`, and stands here because it completes a log-in. */
@ApiController('2fa', 'Two-factor authentication')
@UseInterceptors(UserTurnsInterceptor)
export class SecondStepController {
  constructor(
    private readonly secondStep: SecondStepService,
    private readonly cookies: CookiesService,
    private readonly policy: TwoFactorPolicy,
  ) {}

  @Post('authenticate')
  @HttpCode(200)
  @Authenticated('first factor')
  @UseInterceptors(ClearCookiesInterceptor)
  @ApiOperation({
    operationId: 'twoFactorAuthenticationAuthenticate',
    summary: 'The second step of a log-in',
    description: 'Each code works once. A pending log-in has five tries.',
  })
  @ApiResponse({ status: 200, type: SecondFactorAuthenticatedResponse })
  @ApiErrors(
    'WRONG_TWO_FACTOR_CODE',
    'WRONG_PASSKEY',
    'TWO_FACTOR_NOT_ENABLED',
    'SECOND_FACTOR_ALREADY_PROVED',
    'TWO_FACTOR_LOCKED',
    'TOO_MANY_ATTEMPTS',
  )
  async authenticate(
    @Body() dto: AuthenticateDto,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<SecondFactorAuthenticatedResponse> {
    const presented = this.cookies.read(request);
    const authenticated = await this.secondStep.authenticate(user, session, dto, client, presented);
    this.cookies.write(reply, authenticated);
    return new SecondFactorAuthenticatedResponse(user, this.policy, authenticated.remainingBackupCodes);
  }
}
