import { ApiProperty } from '../http/documentation.js';
import type { Session } from './session.entity.js';

export class SessionResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt: Date;

  @ApiProperty({
    format: 'date-time',
    description: 'To the minute; of the current one the time of this request.',
  })
  readonly lastSeenAt: Date;

  @ApiProperty({ example: '203.0.113.7' })
  readonly ip: string;

  @ApiProperty({ example: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' })
  readonly userAgent: string;

  @ApiProperty()
  readonly isCurrent: boolean;

  @ApiProperty()
  readonly isSecondFactorAuthenticated: boolean;

  @ApiProperty({ type: [String], example: ['pwd', 'otp', 'mfa'], description: 'RFC 8176' })
  readonly amr: string[];

  constructor(session: Session, currentId: string) {
    this.id = session.id;
    this.createdAt = session.createdAt;
    this.lastSeenAt = session.lastSeenAt;
    this.ip = session.ip;
    this.userAgent = session.userAgent;
    this.isCurrent = session.id === currentId;
    this.isSecondFactorAuthenticated = session.isSecondFactorAuthenticated;
    this.amr = session.amr;
  }
}
