import { ApiProperty } from '@nestjs/swagger';

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
