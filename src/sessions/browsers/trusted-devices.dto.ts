import { ApiProperty } from '../../http/documentation.js';
import type { TrustedDevice } from './trusted-device.entity.js';

export class TrustedDeviceResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt: Date;

  @ApiProperty({ format: 'date-time' })
  readonly lastUsedAt: Date;

  @ApiProperty({ format: 'date-time' })
  readonly expiresAt: Date;

  @ApiProperty({ example: '203.0.113.7' })
  readonly ip: string;

  @ApiProperty({ example: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' })
  readonly userAgent: string;

  @ApiProperty({ description: 'Whether it is the browser that asks.' })
  readonly isCurrent: boolean;

  constructor(device: TrustedDevice, isCurrent: boolean) {
    this.id = device.id;
    this.createdAt = device.createdAt;
    this.lastUsedAt = device.lastUsedAt;
    this.expiresAt = device.expiresAt;
    this.ip = device.ip;
    this.userAgent = device.userAgent;
    this.isCurrent = isCurrent;
  }
}
