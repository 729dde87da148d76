import { Body, HttpCode, Post, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Client, FromClient } from '../client/client.decorator.js';
import { ApiController } from '../http/api-controller.decorator.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { Authenticated } from '../sessions/decorators/authenticated.decorator.js';
import { CurrentSession } from '../sessions/decorators/current-session.decorator.js';
import { CurrentUser } from '../sessions/decorators/current-user.decorator.js';
import { Session } from '../sessions/session.entity.js';
import { UserTurnsInterceptor } from '../sessions/user-turns.interceptor.js';
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
  ) {}

  @Post('reauthenticate')
  @HttpCode(200)
  @Authenticated()
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
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserResponse> {
    this.cookies.write(reply, await this.reauthentication.reauthenticate(user, session, dto, client));
    return new UserResponse(user);
  }
}
