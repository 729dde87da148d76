import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { OPERATOR } from '../client/client.decorator.js';
import { ApiPropertyOptional, ApiProperty } from '../http/documentation.js';
import { Password } from '../passwords/password.decorator.js';
import { type SecurityEventType, securityEventTypes } from '../security-events/security-event-type.js';
import type { SecurityEvent } from '../security-events/security-event.entity.js';
import type { SecurityEventPage } from '../security-events/security-events.service.js';
import { EmailAddress } from '../users/email-address.js';

export class ChangePasswordDto {
  @Password()
  currentPassword: string;

  @Password()
  newPassword: string;
}

export class DeleteAccountDto {
  @Password({ required: false })
  password?: string;
}

export class EmailDto {
  @EmailAddress()
  email: string;
}

export class SecurityEventsQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 20;

  @ApiPropertyOptional({ description: '`nextCursor` of the page before.' })
  @IsOptional()
  @Matches(/^[0-9]{1,18}$/, { message: 'cursor must be the nextCursor of an earlier answer' })
  cursor?: string;
}

export class SecurityEventResponse {
  @ApiProperty({ example: '1042' })
  readonly id: string;

  @ApiProperty({ enum: securityEventTypes, example: 'authn_login_success' })
  readonly type: SecurityEventType;

  @ApiProperty({ format: 'date-time' })
  readonly at: Date;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '203.0.113.7',
    description: 'Null for what the operator of this site did.',
  })
  readonly ip: string | null;

  @ApiProperty({ example: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' })
  readonly userAgent: string;

  constructor({ id, type, at, ip, userAgent }: SecurityEvent) {
    this.id = id;
    this.type = type;
    this.at = at;
    this.ip = ip === OPERATOR ? null : ip;
    this.userAgent = userAgent;
  }
}

export class SecurityEventsResponse {
  @ApiProperty({ type: [SecurityEventResponse], description: 'Newest first.' })
  readonly items: SecurityEventResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'For `?cursor=`; null on the last page.' })
  readonly nextCursor: string | null;

  constructor({ items, nextCursor }: SecurityEventPage) {
    this.items = items.map((event) => new SecurityEventResponse(event));
    this.nextCursor = nextCursor;
  }
}
