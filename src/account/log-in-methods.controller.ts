import { Body, Patch, Res, UseInterceptors } from '@nestjs/common';
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
import { LogInMethodsDto } from './log-in-methods.dto.js';
import { LogInMethodsService } from './log-in-methods.service.js';

@ApiController('account/log-in-methods', 'Account')
@UseInterceptors(UserTurnsInterceptor)
export class LogInMethodsController {
  constructor(
    private readonly logInMethods: LogInMethodsService,
    private readonly cookies: CookiesService,
    private readonly policy: TwoFactorPolicy,
  ) {}

  @Patch()
  @Authenticated('fresh')
  @ApiOperation({
    summary: 'Let passkeys alone log in, or the password as well',
    description:
      'Wants a passkey in the last 5 minutes. Without the log-in by password no password and no code is accepted anywhere, but for a backup code that resets the password, which turns it on again. Turning it off ends all other sessions and trusted devices.',
  })
  @ApiResponse({ status: 200, type: UserResponse })
  @ApiErrors('NOT_ENOUGH_PASSKEYS')
  async change(
    @Body() { isPasswordLogInEnabled }: LogInMethodsDto,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<UserResponse> {
    const changed = await this.logInMethods.change(user, session, isPasswordLogInEnabled, client);
    this.cookies.write(reply, changed);
    return new UserResponse(changed.user, this.policy);
  }
}
