import { Delete, Get, HttpCode, Param, Req, UseInterceptors } from '@nestjs/common';
import { type Client, FromClient } from '../../client/client.decorator.js';
import { ApiErrors } from '../../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../../http/documentation.js';
import type { HttpRequest } from '../../http/http-request.js';
import { UuidPipe } from '../../http/uuid.pipe.js';
import { User } from '../../users/user.entity.js';
import { CookiesService } from '../cookies.service.js';
import { ApiController } from '../decorators/api-controller.decorator.js';
import { Authenticated } from '../decorators/authenticated.decorator.js';
import { CurrentUser } from '../decorators/current-user.decorator.js';
import { UserTurnsInterceptor } from '../user-turns.interceptor.js';
import { TrustedDeviceResponse } from './trusted-devices.dto.js';
import { isTokenOf, TrustedDevicesService } from './trusted-devices.service.js';

@ApiController('2fa/trusted-devices', 'Two-factor authentication')
@UseInterceptors(UserTurnsInterceptor)
export class TrustedDevicesController {
  constructor(
    private readonly trustedDevices: TrustedDevicesService,
    private readonly cookies: CookiesService,
  ) {}

  @Get()
  @Authenticated()
  @ApiOperation({ summary: 'Browsers in which you are asked for no code' })
  @ApiResponse({ status: 200, type: [TrustedDeviceResponse] })
  async list(@CurrentUser() user: User, @Req() request: HttpRequest): Promise<TrustedDeviceResponse[]> {
    const devices = await this.trustedDevices.list(user.id);
    const { trustedDevice } = this.cookies.read(request);
    return devices.map((device) => new TrustedDeviceResponse(device, isTokenOf(device, trustedDevice)));
  }

  @Delete(':id')
  @HttpCode(204)
  @Authenticated('fresh')
  @ApiOperation({ summary: 'Trust a browser no longer' })
  @ApiResponse({ status: 204 })
  @ApiErrors('NOT_FOUND')
  revoke(
    @Param('id', UuidPipe) id: string,
    @CurrentUser() user: User,
    @FromClient() client: Client,
  ): Promise<void> {
    return this.trustedDevices.revoke(user.id, id, client);
  }
}
