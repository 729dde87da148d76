import { Delete, Get, HttpCode, Param, UseInterceptors } from '@nestjs/common';
import { type Client, FromClient } from '../../client/client.decorator.js';
import { ApiController } from '../../http/api-controller.decorator.js';
import { ApiErrors } from '../../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../../http/documentation.js';
import { UuidPipe } from '../../http/uuid.pipe.js';
import { User } from '../../users/user.entity.js';
import { Authenticated } from '../decorators/authenticated.decorator.js';
import { CurrentUser } from '../decorators/current-user.decorator.js';
import { UserTurnsInterceptor } from '../user-turns.interceptor.js';
import { TrustedDeviceResponse } from './trusted-devices.dto.js';
import { TrustedDevicesService } from './trusted-devices.service.js';

@ApiController('2fa/trusted-devices', 'Two-factor authentication')
@UseInterceptors(UserTurnsInterceptor)
export class TrustedDevicesController {
  constructor(private readonly trustedDevices: TrustedDevicesService) {}

  @Get()
  @Authenticated()
  @ApiOperation({ summary: 'Browsers in which you are asked for no code' })
  @ApiResponse({ status: 200, type: [TrustedDeviceResponse] })
  async list(@CurrentUser() user: User): Promise<TrustedDeviceResponse[]> {
    const devices = await this.trustedDevices.list(user.id);
    return devices.map((device) => new TrustedDeviceResponse(device));
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
