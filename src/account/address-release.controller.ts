import { Body, HttpCode, Post } from '@nestjs/common';
import { type Client, FromClient } from '../client/client.decorator.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import { TokenDto } from '../mailed-links/mailed-token.dto.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Public } from '../sessions/decorators/public.decorator.js';
import { AddressReleaseService } from './address-release.service.js';

@ApiController('account/release', 'Account')
export class AddressReleaseController {
  constructor(private readonly addressRelease: AddressReleaseService) {}

  @Post()
  @HttpCode(204)
  @Public()
  @ApiOperation({
    summary: 'Free your address from an account that never confirmed it',
    description:
      'For who finds their address taken by somebody else. The mail of `POST /account/password-reset` has a token of its own for this where the address of the account was never confirmed; it works for 10 minutes. The account is deleted, with all that hangs on it.',
  })
  @ApiResponse({ status: 204 })
  @ApiErrors('INVALID_TOKEN')
  release(@Body() { token }: TokenDto, @FromClient() client: Client): Promise<void> {
    return this.addressRelease.release(token, client);
  }
}
