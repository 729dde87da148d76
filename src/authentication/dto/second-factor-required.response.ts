import { ApiProperty } from '@nestjs/swagger';

/** The answer to a right password where two-factor authentication is on: nothing about the user. */
export class SecondFactorRequiredResponse {
  @ApiProperty({ enum: [true] })
  readonly isSecondFactorRequired = true;

  @ApiProperty({ enum: ['totp', 'backup-code'], isArray: true, example: ['totp', 'backup-code'] })
  readonly methods = ['totp', 'backup-code'];
}
