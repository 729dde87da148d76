import {
  Body,
  Get,
  Header,
  Headers,
  HttpCode,
  Post,
  Res,
  StreamableFile,
  UseInterceptors,
} from '@nestjs/common';
import { type Client, FromClient } from '../client/client.decorator.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse, getSchemaPath, ApiExtraModels } from '../http/documentation.js';
import type { HttpResponse } from '../http/http-request.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Authenticated } from '../sessions/decorators/authenticated.decorator.js';
import { CurrentSession } from '../sessions/decorators/current-session.decorator.js';
import { CurrentUser } from '../sessions/decorators/current-user.decorator.js';
import { Session } from '../sessions/session.entity.js';
import { UserTurnsInterceptor } from '../sessions/user-turns.interceptor.js';
import { User } from '../users/user.entity.js';
import { OptionalSecondFactorDto } from './second-factor.dto.js';
import { PendingSecretsService } from './totp/pending-secrets.service.js';
import { QrCodeService } from './totp/qr-code.service.js';
import { TwoFactorAuthenticationService } from './two-factor-authentication.service.js';
import {
  PendingSecretResponse,
  TurnedOnResponse,
  TurnOnDto,
  TwoFactorStatusResponse,
} from './two-factor.dto.js';

@ApiController('2fa', 'Two-factor authentication')
@UseInterceptors(UserTurnsInterceptor)
export class TwoFactorAuthenticationController {
  constructor(
    private readonly twoFactorAuthentication: TwoFactorAuthenticationService,
    private readonly pendingSecrets: PendingSecretsService,
    private readonly qrCodes: QrCodeService,
    private readonly cookies: CookiesService,
  ) {}

  @Post('generate')
  @Authenticated('fresh enrolment')
  @Header('Vary', 'Accept')
  @ApiOperation({
    summary: 'Get a QR code to scan with an authenticator app',
    description:
      'Makes a new secret, which waits 10 minutes to be confirmed with `POST /2fa/turn-on`; the last three do. There are 20 in 5 minutes at most. An authenticator that is in use goes on working until then.',
  })
  @ApiExtraModels(PendingSecretResponse)
  @ApiResponse({
    status: 201,
    description: 'A picture, or JSON for typing the secret in, as `Accept` asks.',
    content: {
      'image/png': { schema: { type: 'string', format: 'binary' } },
      'image/svg+xml': { schema: { type: 'string' } },
      'application/json': { schema: { $ref: getSchemaPath(PendingSecretResponse) } },
    },
  })
  @ApiErrors('TOO_MANY_ATTEMPTS')
  async generate(
    @CurrentUser() user: User,
    @FromClient() client: Client,
    @Headers('accept') accept: string | undefined,
  ): Promise<StreamableFile | PendingSecretResponse> {
    return this.qrCodes.render(await this.pendingSecrets.generate(user, client), accept);
  }

  @Post('turn-on')
  @HttpCode(200)
  @Authenticated('fresh enrolment')
  @ApiOperation({
    summary: 'Turn two-factor authentication on with a code from the app, or a passkey',
    description:
      'Where it is on already, a code moves it to a new authenticator, or with `keepOthers` adds that to the others, whose backup codes stay. Else the answer has 10 backup codes, which are shown this once. All other sessions and trusted devices end.',
  })
  @ApiResponse({ status: 200, type: TurnedOnResponse })
  @ApiErrors(
    'NO_PENDING_TWO_FACTOR_SECRET',
    'WRONG_TWO_FACTOR_CODE',
    'WRONG_PASSKEY',
    'TOO_MANY_AUTHENTICATORS',
  )
  async turnOn(
    @Body() dto: TurnOnDto,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<TurnedOnResponse> {
    const enabled = await this.twoFactorAuthentication.turnOn(user, session, dto, client);
    this.cookies.write(reply, enabled);
    return new TurnedOnResponse(enabled.backupCodes);
  }

  @Post('turn-off')
  @HttpCode(204)
  @Authenticated('fresh')
  @ApiOperation({
    summary: 'Turn two-factor authentication off',
    description:
      'Takes a second factor; one that was proved in this session less than 60 seconds ago stands for it, and the body is `{}`. All other sessions end. Passkeys stay, and log in as before. Refused where the operator requires it.',
  })
  @ApiResponse({ status: 204 })
  @ApiErrors(
    'SECOND_FACTOR_REQUIRED',
    'WRONG_TWO_FACTOR_CODE',
    'WRONG_PASSKEY',
    'TWO_FACTOR_NOT_ENABLED',
    'TWO_FACTOR_REQUIRED_BY_POLICY',
    'TWO_FACTOR_LOCKED',
    'TOO_MANY_ATTEMPTS',
  )
  async turnOff(
    @Body() dto: OptionalSecondFactorDto,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<void> {
    this.cookies.write(reply, await this.twoFactorAuthentication.turnOff(user, session, dto, client));
  }

  @Get()
  @Authenticated('enrolment')
  @ApiOperation({ summary: 'Whether two-factor authentication is on, and what proves it' })
  @ApiResponse({ status: 200, type: TwoFactorStatusResponse })
  async status(@CurrentUser() user: User): Promise<TwoFactorStatusResponse> {
    return new TwoFactorStatusResponse(await this.twoFactorAuthentication.status(user));
  }
}
