import { IsBoolean } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/documentation.js';
import { IfGiven } from '../http/if-given.decorator.js';
import { IsName, nameSchema } from './is-name.decorator.js';
import { PrimaryFactorDto } from './second-factor.dto.js';
import { AuthenticatorResponse } from './totp/authenticators.dto.js';
import type { TotpAuthenticator } from './totp/totp-authenticator.entity.js';

export class TurnOnDto extends PrimaryFactorDto {
  declare twoFactorAuthenticationCode?: string;

  @ApiPropertyOptional({
    description: 'Whether the app is one more, beside those that are there. Else it takes the place of all.',
  })
  @IfGiven()
  @IsBoolean()
  keepOthers?: boolean;

  @ApiPropertyOptional({ ...nameSchema, description: 'Of the app. Unless given: "Authenticator".' })
  @IfGiven()
  @IsName()
  name?: string;
}

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

/** As {@link BackupCodesResponse}, where there are new codes: not where an app was added to others. */
export class TurnedOnResponse {
  @ApiPropertyOptional({
    type: [String],
    minItems: 10,
    maxItems: 10,
    example: Array(10).fill('K7QX-2M9C-VT4H-8WZ3'),
  })
  readonly backupCodes?: string[];

  constructor(backupCodes: string[] | undefined) {
    if (backupCodes) {
      this.backupCodes = backupCodes;
    }
  }
}

export interface TwoFactorStatus {
  isTwoFactorAuthenticationEnabled: boolean;
  enabledAt: Date | null;
  remainingBackupCodes: number;
  areBackupCodesSaved: boolean;
  authenticators: TotpAuthenticator[];
  /** How many. */
  passkeys: number;
}

export class TwoFactorStatusResponse {
  @ApiProperty()
  readonly isTwoFactorAuthenticationEnabled: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly enabledAt: Date | null;

  @ApiProperty({ type: 'integer', example: 10 })
  readonly remainingBackupCodes: number;

  @ApiProperty({ description: 'false: their owner has not said so yet, see `POST /2fa/backup-codes/saved`.' })
  readonly areBackupCodesSaved: boolean;

  @ApiProperty({ type: [AuthenticatorResponse] })
  readonly authenticators: AuthenticatorResponse[];

  @ApiProperty({ type: 'integer', description: 'How many there are.', example: 1 })
  readonly passkeys: number;

  constructor(status: TwoFactorStatus) {
    this.isTwoFactorAuthenticationEnabled = status.isTwoFactorAuthenticationEnabled;
    this.enabledAt = status.enabledAt;
    this.remainingBackupCodes = status.remainingBackupCodes;
    this.areBackupCodesSaved = status.areBackupCodesSaved;
    this.authenticators = status.authenticators.map((one) => new AuthenticatorResponse(one));
    this.passkeys = status.passkeys;
  }
}
