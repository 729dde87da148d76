import { Body, Delete, HttpCode, Param, Patch, Res, UseInterceptors } from '@nestjs/common';
import { type Client, FromClient } from '../../client/client.decorator.js';
import { ApiErrors } from '../../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../../http/documentation.js';
import type { HttpResponse } from '../../http/http-request.js';
import { UuidPipe } from '../../http/uuid.pipe.js';
import { CookiesService } from '../../sessions/cookies.service.js';
import { ApiController } from '../../sessions/decorators/api-controller.decorator.js';
import { Authenticated } from '../../sessions/decorators/authenticated.decorator.js';
import { CurrentSession } from '../../sessions/decorators/current-session.decorator.js';
import { CurrentUser } from '../../sessions/decorators/current-user.decorator.js';
import { Session } from '../../sessions/session.entity.js';
import { UserTurnsInterceptor } from '../../sessions/user-turns.interceptor.js';
import { User } from '../../users/user.entity.js';
import { FactorRemovalService } from '../factor-removal.service.js';
import { AuthenticatorResponse, RenameAuthenticatorDto } from './authenticators.dto.js';
import { AuthenticatorsService } from './authenticators.service.js';

@ApiController('2fa/authenticators', 'Two-factor authentication')
@UseInterceptors(UserTurnsInterceptor)
export class AuthenticatorsController {
  constructor(
    private readonly authenticators: AuthenticatorsService,
    private readonly factorRemoval: FactorRemovalService,
    private readonly cookies: CookiesService,
  ) {}

  @Patch(':id')
  @Authenticated()
  @ApiOperation({ summary: 'Give an authenticator app another name' })
  @ApiResponse({ status: 200, type: AuthenticatorResponse })
  @ApiErrors('NOT_FOUND')
  async rename(
    @Param('id', UuidPipe) id: string,
    @Body() { name }: RenameAuthenticatorDto,
    @CurrentUser() user: User,
    @FromClient() client: Client,
  ): Promise<AuthenticatorResponse> {
    return new AuthenticatorResponse(await this.authenticators.rename(user, id, name, client));
  }

  @Delete(':id')
  @HttpCode(204)
  @Authenticated('fresh')
  @ApiOperation({
    summary: 'Remove an authenticator app',
    description: 'All other sessions and trusted devices end; this session gets new cookies.',
  })
  @ApiResponse({ status: 204 })
  @ApiErrors('NOT_FOUND', 'LAST_SECOND_FACTOR')
  async remove(
    @Param('id', UuidPipe) id: string,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<void> {
    this.cookies.write(reply, await this.factorRemoval.removeAuthenticator(user, session, id, client));
  }
}
