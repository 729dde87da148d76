import { Body, HttpCode, Post, Req, UseInterceptors } from '@nestjs/common';
import { type Client, FromClient } from '../client/client.decorator.js';
import { AcceptedResponse } from '../http/accepted.response.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import type { HttpRequest } from '../http/http-request.js';
import { TokenDto } from '../mailed-links/mailed-token.dto.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Public } from '../sessions/decorators/public.decorator.js';
import { UserTurnsInterceptor } from '../sessions/user-turns.interceptor.js';
import { ChallengeBindingsService } from '../two-factor/passkeys/challenge-bindings.service.js';
import { EmailDto } from './account.dto.js';
import { PasswordResetRequests } from './password-reset-requests.service.js';
import { ResetPasswordDto } from './password-reset.dto.js';
import { PasswordResetService } from './password-reset.service.js';

@ApiController('account/password-reset', 'Account')
@UseInterceptors(UserTurnsInterceptor)
@Public()
export class PasswordResetController {
  constructor(
    private readonly requests: PasswordResetRequests,
    private readonly cookies: CookiesService,
    private readonly bindings: ChallengeBindingsService,
    private readonly passwordReset: PasswordResetService,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Get a mail with a link to set a new password',
    description:
      'The answer is the same for every address, at the same speed. The link works for 10 minutes, beside others that were mailed, until one of them is used. Past 5 mails in an hour a further one is sent only when no link works any more.',
  })
  @ApiResponse({ status: 202, type: AcceptedResponse })
  @ApiErrors('TOO_MANY_ATTEMPTS')
  async request(@Body() { email }: EmailDto, @FromClient() client: Client): Promise<AcceptedResponse> {
    await this.requests.add(email, client);
    return new AcceptedResponse();
  }

  @Post('check')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Ask whether the token of a mailed link still works',
    description:
      'For a page that says so when it opens, and not after a password was thought of. Nothing is used up, and nothing is told of the account.',
  })
  @ApiResponse({ status: 204 })
  @ApiErrors('INVALID_TOKEN', 'TOO_MANY_ATTEMPTS')
  check(@Body() { token }: TokenDto, @FromClient() client: Client): Promise<void> {
    return this.passwordReset.check(token, client);
  }

  @Post('confirm')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Set a new password with the token of the mailed link',
    description:
      'Where two-factor authentication is on, a code is needed too: without one the answer is `SECOND_FACTOR_REQUIRED`, and the token can be used again. All sessions and trusted devices end; nobody is logged in.',
  })
  @ApiResponse({ status: 204 })
  @ApiErrors(
    'INVALID_TOKEN',
    'SECOND_FACTOR_REQUIRED',
    'WRONG_TWO_FACTOR_CODE',
    'WRONG_PASSKEY',
    'TWO_FACTOR_LOCKED',
    'TOO_MANY_ATTEMPTS',
  )
  async confirm(
    @Body() dto: ResetPasswordDto,
    @FromClient() client: Client,
    @Req() request: HttpRequest,
  ): Promise<void> {
    const { knownBrowser } = this.cookies.read(request);
    const challengeBinding = await this.bindings.of(request);
    return this.passwordReset.confirm(dto, client, { knownBrowser, challengeBinding });
  }
}
