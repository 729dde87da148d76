import { Body, Header, Headers, HttpCode, Post, Res, StreamableFile, UseInterceptors } from '@nestjs/common';
import { type Client, FromClient } from '../../client/client.decorator.js';
import { ApiErrors } from '../../http/api-errors.decorator.js';
import { ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '../../http/documentation.js';
import type { HttpResponse } from '../../http/http-request.js';
import { CookiesService } from '../../sessions/cookies.service.js';
import { ApiController } from '../../sessions/decorators/api-controller.decorator.js';
import { Authenticated } from '../../sessions/decorators/authenticated.decorator.js';
import { CurrentSession } from '../../sessions/decorators/current-session.decorator.js';
import { CurrentUser } from '../../sessions/decorators/current-user.decorator.js';
import { Session } from '../../sessions/session.entity.js';
import { UserTurnsInterceptor } from '../../sessions/user-turns.interceptor.js';
import { User } from '../../users/user.entity.js';
import { OptionalPrimaryFactorDto } from '../second-factor.dto.js';
import { TwoFactorAuthenticationService } from '../two-factor-authentication.service.js';
import { BackupCodesResponse } from '../two-factor.dto.js';
import { BackupCodesService } from './backup-codes.service.js';
import { renderBackupCodes } from './backup-codes.renderer.js';

@ApiController('2fa/backup-codes', 'Two-factor authentication')
@UseInterceptors(UserTurnsInterceptor)
export class BackupCodesController {
  constructor(
    private readonly twoFactorAuthentication: TwoFactorAuthenticationService,
    private readonly backupCodes: BackupCodesService,
    private readonly cookies: CookiesService,
  ) {}

  @Post()
  @Authenticated('fresh')
  @Header('Vary', 'Accept')
  @ApiOperation({
    summary: 'Get 10 new backup codes',
    description:
      'The old ones are dead. Takes a code from the app or a passkey, not a backup code; one that was proved in this session less than 60 seconds ago stands for it, and the body is `{}`. All other sessions end.',
  })
  @ApiExtraModels(BackupCodesResponse)
  @ApiResponse({
    status: 201,
    content: {
      'application/json': { schema: { $ref: getSchemaPath(BackupCodesResponse) } },
      'text/plain': { schema: { type: 'string' } },
    },
  })
  @ApiErrors(
    'SECOND_FACTOR_REQUIRED',
    'WRONG_TWO_FACTOR_CODE',
    'WRONG_PASSKEY',
    'TWO_FACTOR_NOT_ENABLED',
    'TWO_FACTOR_LOCKED',
    'TOO_MANY_ATTEMPTS',
  )
  async regenerate(
    @Body() dto: OptionalPrimaryFactorDto,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<BackupCodesResponse | StreamableFile> {
    const regenerated = await this.twoFactorAuthentication.regenerateBackupCodes(user, session, dto, client);
    this.cookies.write(reply, regenerated);
    return renderBackupCodes(regenerated.backupCodes, accept);
  }

  @Post('saved')
  @HttpCode(204)
  @Authenticated()
  @ApiOperation({
    summary: 'Say that the backup codes are kept somewhere',
    description: 'Until then `GET /2fa` has `areBackupCodesSaved: false`, and a page can offer new ones.',
  })
  @ApiResponse({ status: 204 })
  async markSaved(@CurrentUser() user: User): Promise<void> {
    await this.backupCodes.markSaved(user.id);
  }
}
