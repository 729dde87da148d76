import { IsBoolean, IsOptional } from 'class-validator';
import { ApiPropertyOptional, ApiProperty } from '../http/documentation.js';
import { CredentialsDto } from './credentials.dto.js';

export class LogInDto extends CredentialsDto {
  @ApiPropertyOptional({
    default: false,
    description: 'Stay logged in when the browser is closed, for 30 days at the most.',
  })
  @IsOptional()
  @IsBoolean()
  rememberMe?: boolean;
}

/** The answer to a right password where two-factor authentication is on: nothing about the user. */
export class SecondFactorRequiredResponse {
  @ApiProperty({ enum: [true] })
  readonly isSecondFactorRequired = true;

  @ApiProperty({
    enum: ['passkey', 'totp', 'backup-code'],
    isArray: true,
    description: 'Those that the account can use now.',
    example: ['passkey', 'totp', 'backup-code'],
  })
  readonly methods: string[];

  /** @param methods that the account can use now. */
  constructor(methods: string[]) {
    this.methods = methods;
  }
}
