import { ApiProperty } from '@nestjs/swagger';

export class TwoFactorStatusResponse {
  @ApiProperty()
  readonly isTwoFactorAuthenticationEnabled: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly enabledAt: Date | null;

  @ApiProperty({ type: 'integer', example: 10 })
  readonly remainingBackupCodes: number;

  constructor(status: TwoFactorStatusResponse) {
    this.isTwoFactorAuthenticationEnabled = status.isTwoFactorAuthenticationEnabled;
    this.enabledAt = status.enabledAt;
    this.remainingBackupCodes = status.remainingBackupCodes;
  }
}
