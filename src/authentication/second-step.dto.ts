import { IsBoolean, IsOptional } from 'class-validator';
import { ApiPropertyOptional } from '../http/documentation.js';
import { SecondFactorDto } from '../two-factor/second-factor.dto.js';
import type { TwoFactorPolicy } from '../users/two-factor-policy.js';
import type { User } from '../users/user.entity.js';
import { UserResponse } from '../users/user.response.js';

export class AuthenticateDto extends SecondFactorDto {
  @ApiPropertyOptional({ default: false, description: 'Ask for no code at later log-ins in this browser.' })
  @IsOptional()
  @IsBoolean()
  trustDevice?: boolean;
}

export class SecondFactorAuthenticatedResponse extends UserResponse {
  @ApiPropertyOptional({ type: 'integer', example: 9, description: 'Only when a backup code was used.' })
  readonly remainingBackupCodes?: number;

  constructor(user: User, policy: TwoFactorPolicy, remainingBackupCodes: number | undefined) {
    super(user, policy);
    this.remainingBackupCodes = remainingBackupCodes;
  }
}
