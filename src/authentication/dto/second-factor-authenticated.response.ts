import { ApiPropertyOptional } from '@nestjs/swagger';
import type { User } from '../../users/user.entity.js';
import { UserResponse } from '../../users/user.response.js';

export class SecondFactorAuthenticatedResponse extends UserResponse {
  @ApiPropertyOptional({ type: 'integer', example: 9, description: 'Only when a backup code was used.' })
  readonly remainingBackupCodes?: number;

  constructor(user: User, remainingBackupCodes: number | undefined) {
    super(user);
    this.remainingBackupCodes = remainingBackupCodes;
  }
}
