import { Body, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Authenticated } from '../sessions/decorators/authenticated.decorator.js';
import { CurrentSession } from '../sessions/decorators/current-session.decorator.js';
import { CurrentUser } from '../sessions/decorators/current-user.decorator.js';
import { Public } from '../sessions/decorators/public.decorator.js';
import { Session } from '../sessions/session.entity.js';
import { User } from '../users/user.entity.js';
import { JwksResponse, IdentityTokenDto, IdentityTokenResponse } from './identity-tokens.dto.js';
import { IdentityTokensService } from './identity-tokens.service.js';
import { SigningKeysService } from './signing-keys.service.js';

@ApiController('', 'Identity')
export class IdentityTokensController {
  constructor(
    private readonly identityTokens: IdentityTokensService,
    private readonly signingKeys: SigningKeysService,
  ) {}

  @Post('authentication/token')
  @HttpCode(200)
  @Authenticated()
  @ApiOperation({
    summary: 'A token for another service',
    description:
      'Says to a service of `TOKEN_AUDIENCES` who you are, for 5 minutes. It verifies the token by `GET /.well-known/jwks.json`.',
  })
  @ApiResponse({ status: 200, type: IdentityTokenResponse })
  @ApiErrors('VALIDATION_FAILED')
  issue(
    @Body() { audience }: IdentityTokenDto,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
  ): Promise<IdentityTokenResponse> {
    return this.identityTokens.issue({ user, session }, audience);
  }

  @Get('.well-known/jwks.json')
  @Header('Cache-Control', 'public, max-age=300')
  @Public()
  @ApiOperation({ summary: 'The public keys that tokens for other services are verified by' })
  @ApiResponse({ status: 200, type: JwksResponse })
  async publish(): Promise<JwksResponse> {
    return { keys: await this.signingKeys.published() };
  }
}
