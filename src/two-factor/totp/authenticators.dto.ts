import { ApiProperty } from '../../http/documentation.js';
import { IsName, nameSchema } from '../is-name.decorator.js';
import type { TotpAuthenticator } from './totp-authenticator.entity.js';

export class RenameAuthenticatorDto {
  @ApiProperty(nameSchema)
  @IsName()
  name: string;
}

export class AuthenticatorResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ example: 'My phone' })
  readonly name: string;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly lastUsedAt: Date | null;

  constructor({ id, name, createdAt, lastUsedAt }: TotpAuthenticator) {
    this.id = id;
    this.name = name;
    this.createdAt = createdAt;
    this.lastUsedAt = lastUsedAt;
  }
}
