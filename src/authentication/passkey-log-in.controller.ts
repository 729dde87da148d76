import { Body, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { type Client, FromClient } from '../client/client.decorator.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import type { HttpRequest, HttpResponse } from '../http/http-request.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Public } from '../sessions/decorators/public.decorator.js';
import { AccessTokenAuthenticator } from '../sessions/strategies/access-token.authenticator.js';
import { ChallengeBindingsService } from '../two-factor/passkeys/challenge-bindings.service.js';
import { PasskeyOptionsService } from '../two-factor/passkeys/passkey-options.service.js';
import { RelyingParty } from '../two-factor/passkeys/relying-party.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import { UserResponse } from '../users/user.response.js';
import { PasskeyLogInDto } from './passkey-log-in.dto.js';
import { PasskeyLogInService } from './passkey-log-in.service.js';

@ApiController('authentication/passkey', 'Passkeys')
@Public()
export class PasskeyLogInController {
  constructor(
    private readonly passkeyLogIns: PasskeyLogInService,
    private readonly options: PasskeyOptionsService,
    private readonly authenticator: AccessTokenAuthenticator,
    private readonly bindings: ChallengeBindingsService,
    private readonly relyingParty: RelyingParty,
    private readonly cookies: CookiesService,
    private readonly policy: TwoFactorPolicy,
  ) {}

  @Post('options')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Get what navigator.credentials.get needs',
    description:
      'For a log-in, and wherever a passkey may stand in the place of a code. The challenge works once, within 10 minutes (5 in a session), in this browser. Without a session the answer names no account.',
  })
  @ApiResponse({
    status: 200,
    description: '`PublicKeyCredentialRequestOptionsJSON`',
    schema: { type: 'object', additionalProperties: true },
  })
  @ApiErrors('PASSKEYS_UNAVAILABLE')
  async getOptions(
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<PublicKeyCredentialRequestOptionsJSON> {
    this.relyingParty.refuseUnavailable();
    const live = await this.authenticator.sessionOf(request);
    return this.options.forAssertion(live, this.bindings.ofBrowser(request, reply));
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Log in with a passkey alone',
    description: 'It proves all factors, also where two-factor authentication is on.',
  })
  @ApiResponse({ status: 200, type: UserResponse })
  @ApiErrors('WRONG_PASSKEY', 'UNKNOWN_PASSKEY', 'EMAIL_NOT_VERIFIED', 'TOO_MANY_ATTEMPTS')
  async logIn(
    @Body() dto: PasskeyLogInDto,
    @FromClient() client: Client,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<UserResponse> {
    const presented = this.cookies.read(request);
    const live = await this.authenticator.sessionOf(request);
    const binding = this.bindings.bindingOf(request, live);
    const result = await this.passkeyLogIns.logIn(dto, client, presented, live, binding);
    this.cookies.write(reply, result);
    return new UserResponse(result.user, this.policy);
  }
}
