import { Body, Delete, Get, HttpCode, Patch, Query, Res, UseInterceptors } from '@nestjs/common';
import { type Client, FromClient } from '../client/client.decorator.js';
import { AcceptedResponse } from '../http/accepted.response.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import type { HttpResponse } from '../http/http-request.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Authenticated } from '../sessions/decorators/authenticated.decorator.js';
import { CurrentSession } from '../sessions/decorators/current-session.decorator.js';
import { CurrentUser } from '../sessions/decorators/current-user.decorator.js';
import { Session } from '../sessions/session.entity.js';
import { UserTurnsInterceptor } from '../sessions/user-turns.interceptor.js';
import { User } from '../users/user.entity.js';
import { AccountDeletionService } from './account-deletion.service.js';
import {
  ChangePasswordDto,
  DeleteAccountDto,
  EmailDto,
  SecurityEventsQuery,
  SecurityEventsResponse,
} from './account.dto.js';
import { EmailVerificationService } from './email-verification.service.js';
import { PasswordChangeService } from './password-change.service.js';

@ApiController('account', 'Account')
@UseInterceptors(UserTurnsInterceptor)
export class AccountController {
  constructor(
    private readonly passwordChange: PasswordChangeService,
    private readonly emailVerification: EmailVerificationService,
    private readonly accountDeletion: AccountDeletionService,
    private readonly securityEvents: SecurityEventsService,
    private readonly cookies: CookiesService,
  ) {}

  @Patch('password')
  @HttpCode(204)
  @Authenticated()
  @ApiOperation({
    summary: 'Change the password',
    description: 'All other sessions and trusted devices end; this one gets new cookies.',
  })
  @ApiResponse({ status: 204 })
  @ApiErrors('WRONG_CREDENTIALS', 'TOO_MANY_ATTEMPTS')
  async changePassword(
    @Body() dto: ChangePasswordDto,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<void> {
    this.cookies.write(reply, await this.passwordChange.change(session, dto, client));
  }

  @Patch('email')
  @HttpCode(202)
  @Authenticated('fresh')
  @ApiOperation({
    summary: 'Change the e-mail address',
    description:
      'Takes effect when the link that is mailed to the new address is opened (`POST /account/email-verification/confirm`). Both addresses are told. Five times an hour.',
  })
  @ApiResponse({ status: 202, type: AcceptedResponse })
  @ApiErrors('TOO_MANY_ATTEMPTS')
  async changeEmail(
    @Body() { email }: EmailDto,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
  ): Promise<AcceptedResponse> {
    await this.emailVerification.requestChange(user, session, email, client);
    return new AcceptedResponse();
  }

  @Delete()
  @HttpCode(204)
  @Authenticated('fresh')
  @ApiOperation({ summary: 'Delete the account', description: 'With all that hangs on it, at once.' })
  @ApiResponse({ status: 204 })
  @ApiErrors('VALIDATION_FAILED', 'WRONG_CREDENTIALS', 'TOO_MANY_ATTEMPTS')
  async delete(
    @Body() { password }: DeleteAccountDto,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<void> {
    await this.accountDeletion.delete(user, session, password, client);
    this.cookies.clear(reply);
  }

  @Get('security-events')
  @Authenticated()
  @ApiOperation({ summary: 'What happened with your account' })
  @ApiResponse({ status: 200, type: SecurityEventsResponse })
  @ApiErrors('VALIDATION_FAILED')
  async listSecurityEvents(
    @Query() { limit, cursor }: SecurityEventsQuery,
    @CurrentUser() user: User,
  ): Promise<SecurityEventsResponse> {
    return new SecurityEventsResponse(await this.securityEvents.list(user.id, limit, cursor));
  }
}
