import { Body, HttpCode, Post, Res, UseInterceptors } from '@nestjs/common';
import { type Client, FromClient } from '../client/client.decorator.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import type { HttpResponse } from '../http/http-request.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Authenticated } from '../sessions/decorators/authenticated.decorator.js';
import { CurrentSession } from '../sessions/decorators/current-session.decorator.js';
import { CurrentUser } from '../sessions/decorators/current-user.decorator.js';
import { Session } from '../sessions/session.entity.js';
import { UserTurnsInterceptor } from '../sessions/user-turns.interceptor.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import { User } from '../users/user.entity.js';
import { UserResponse } from '../users/user.response.js';
import { ReauthenticateDto } from './reauthentication.dto.js';
import { ReauthenticationService } from './reauthentication.service.js';

@ApiController('authentication', 'Authentication')
@UseInterceptors(UserTurnsInterceptor)
export class ReauthenticationController {
  constructor(
    private readonly reauthentication: ReauthenticationService,
    private readonly cookies: CookiesService,
    private readonly policy: TwoFactorPolicy,
  ) {}

  @Post('reauthenticate')
  @HttpCode(200)
  @Authenticated('enrolment')
  @ApiOperation({
    summary: 'Prove all factors again before a sensitive action',
    description:
      'The password; where two-factor authentication is on, the password and a code. Or a passkey alone. Holds for 5 minutes.',
  })
  @ApiResponse({ status: 200, type: UserResponse })
  @ApiErrors(
    'REAUTHENTICATION_REQUIRED',
    'WRONG_CREDENTIALS',
    'WRONG_TWO_FACTOR_CODE',
    'WRONG_PASSKEY',
    'TWO_FACTOR_LOCKED',
    'TOO_MANY_ATTEMPTS',
  )
  async reauthenticate(
    @Body() dto: ReauthenticateDto,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<UserResponse> {
    this.cookies.write(reply, await this.reauthentication.reauthenticate(user, session, dto, client));
    return new UserResponse(user, this.policy);
  }
}
