import { ApiProperty } from '../http/documentation.js';

/** What the QR code says, for typing it in. */
export class PendingSecretResponse {
  @ApiProperty({
    example:
      'otpauth://totp/Twofold:alice%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Twofold',
  })
  readonly otpauthUrl: string;

  @ApiProperty({ description: 'Base32', example: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' })
  readonly secret: string;

  constructor({ otpauthUrl, secret }: PendingSecretResponse) {
    this.otpauthUrl = otpauthUrl;
    this.secret = secret;
  }
}

/** Shown this once: the server keeps only hashes. */
export class BackupCodesResponse {
  @ApiProperty({ type: [String], minItems: 10, maxItems: 10, example: Array(10).fill('K7QX-2M9C-VT4H-8WZ3') })
  readonly backupCodes: string[];

  constructor(backupCodes: string[]) {
    this.backupCodes = backupCodes;
  }
}

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
