import { Body, HttpCode, Post, UseInterceptors } from '@nestjs/common';
import { type Client, FromClient } from '../client/client.decorator.js';
import { AcceptedResponse } from '../http/accepted.response.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import { TokenDto } from '../mailed-links/mailed-token.dto.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Authenticated } from '../sessions/decorators/authenticated.decorator.js';
import { CurrentUser } from '../sessions/decorators/current-user.decorator.js';
import { Public } from '../sessions/decorators/public.decorator.js';
import { UserTurnsInterceptor } from '../sessions/user-turns.interceptor.js';
import { User } from '../users/user.entity.js';
import { EmailVerificationService } from './email-verification.service.js';

@ApiController('account/email-verification', 'Account')
@UseInterceptors(UserTurnsInterceptor)
export class EmailVerificationController {
  constructor(private readonly emailVerification: EmailVerificationService) {}

  @Post()
  @HttpCode(202)
  @Authenticated('enrolment')
  @ApiOperation({
    summary: 'Get a mail with a link to confirm your address',
    description: 'The link works for 24 hours, and a newer one replaces it. At most 5 mails in an hour.',
  })
  @ApiResponse({ status: 202, type: AcceptedResponse })
  @ApiErrors('TOO_MANY_ATTEMPTS')
  async request(@CurrentUser() user: User, @FromClient() client: Client): Promise<AcceptedResponse> {
    await this.emailVerification.request(user, client);
    return new AcceptedResponse();
  }

  @Post('confirm')
  @HttpCode(204)
  @Public()
  @ApiOperation({
    summary: 'Confirm an address with the token of the mailed link',
    description:
      'Where confirming is required, this makes the account that was registered. Also makes a change of the address (`PATCH /account/email`) take effect.',
  })
  @ApiResponse({ status: 204 })
  @ApiErrors('INVALID_TOKEN', 'EMAIL_TAKEN', 'REGISTRATION_CLOSED', 'INVITATION_REQUIRED')
  confirm(@Body() { token }: TokenDto, @FromClient() client: Client): Promise<void> {
    return this.emailVerification.confirm(token, client);
  }
}
