import { Body, Delete, Get, HttpCode, Param, Patch, Post, Res, UseInterceptors } from '@nestjs/common';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
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
import { EmailNotVerifiedException } from '../../users/email-not-verified.exception.js';
import { User } from '../../users/user.entity.js';
import { FactorRemovalService } from '../factor-removal.service.js';
import { PasskeyOptionsService } from './passkey-options.service.js';
import { AddPasskeyDto, PasskeyResponse, PasskeysResponse, RenamePasskeyDto } from './passkeys.dto.js';
import { PasskeysService } from './passkeys.service.js';
import { RelyingParty } from './relying-party.js';

@ApiController('passkeys', 'Passkeys')
@UseInterceptors(UserTurnsInterceptor)
export class PasskeysController {
  constructor(
    private readonly passkeys: PasskeysService,
    private readonly options: PasskeyOptionsService,
    private readonly relyingParty: RelyingParty,
    private readonly factorRemoval: FactorRemovalService,
    private readonly cookies: CookiesService,
  ) {}

  @Post('options')
  @HttpCode(200)
  @Authenticated('fresh enrolment')
  @ApiOperation({
    summary: 'Get what navigator.credentials.create needs for a new passkey',
    description: 'The challenge works once, within 5 minutes, in this session.',
  })
  @ApiResponse({
    status: 200,
    description: '`PublicKeyCredentialCreationOptionsJSON`',
    schema: { type: 'object', additionalProperties: true },
  })
  @ApiErrors('EMAIL_NOT_VERIFIED', 'TOO_MANY_PASSKEYS', 'PASSKEYS_UNAVAILABLE')
  getOptions(
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    this.relyingParty.refuseUnavailable();
    refuseUnverified(user);
    return this.options.forRegistration({ user, session });
  }

  @Post()
  @Authenticated('fresh enrolment')
  @ApiOperation({
    summary: 'Add a passkey',
    description: 'It logs in by itself from then on. Two-factor authentication stays as it is.',
  })
  @ApiResponse({ status: 201, type: PasskeyResponse })
  @ApiErrors('WRONG_PASSKEY', 'EMAIL_NOT_VERIFIED', 'PASSKEY_EXISTS', 'TOO_MANY_PASSKEYS')
  async add(
    @Body() { response, name }: AddPasskeyDto,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
  ): Promise<PasskeyResponse> {
    refuseUnverified(user);
    return new PasskeyResponse(await this.passkeys.add(user, session, response, name, client));
  }

  @Get()
  @Authenticated('enrolment')
  @ApiOperation({ summary: 'The passkeys of the account, with what the Signal API of browsers needs' })
  @ApiResponse({ status: 200, type: PasskeysResponse })
  async list(@CurrentUser() { id }: User): Promise<PasskeysResponse> {
    return new PasskeysResponse(this.relyingParty.host, id, await this.passkeys.list(id));
  }

  @Patch(':id')
  @Authenticated()
  @ApiOperation({ summary: 'Give a passkey another name' })
  @ApiResponse({ status: 200, type: PasskeyResponse })
  @ApiErrors('NOT_FOUND')
  async rename(
    @Param('id', UuidPipe) id: string,
    @Body() { name }: RenamePasskeyDto,
    @CurrentUser() user: User,
    @FromClient() client: Client,
  ): Promise<PasskeyResponse> {
    return new PasskeyResponse(await this.passkeys.rename(user, id, name, client));
  }

  @Delete(':id')
  @HttpCode(204)
  @Authenticated('fresh')
  @ApiOperation({
    summary: 'Remove a passkey',
    description: 'All other sessions and trusted devices end; this session gets new cookies.',
  })
  @ApiResponse({ status: 204 })
  @ApiErrors('NOT_FOUND', 'LAST_SECOND_FACTOR', 'NOT_ENOUGH_PASSKEYS')
  async remove(
    @Param('id', UuidPipe) id: string,
    @CurrentUser() user: User,
    @CurrentSession() session: Session,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<void> {
    this.cookies.write(reply, await this.factorRemoval.removePasskey(user, session, id, client));
  }
}

/**
 * A passkey outlives a reset of the password, so who signed up with an address that is somebody else's gets none.
 *
 * @throws EmailNotVerifiedException
 */
function refuseUnverified({ emailVerifiedAt }: User): void {
  if (!emailVerifiedAt) {
    throw new EmailNotVerifiedException();
  }
}
