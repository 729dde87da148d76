import { IsString, MaxLength } from 'class-validator';
import { ApiProperty } from '../http/documentation.js';

export class IdentityTokenDto {
  /** The `aud` that the service expects; one of `TOKEN_AUDIENCES`. */
  @ApiProperty({ example: 'https://api.example.com', maxLength: 256 })
  @IsString()
  @MaxLength(256)
  audience: string;
}

export class IdentityTokenResponse {
  @ApiProperty({
    description: 'A JWT (ES256) for `Authorization: Bearer` at that service. No route of this API takes it.',
    example: 'eyJhbGciOiJFUzI1NiIs…',
  })
  token: string;

  @ApiProperty({ type: 'integer', description: 'Seconds.', example: 300 })
  expiresIn: number;
}

class JwkResponse {
  @ApiProperty({ example: 'EC' })
  kty: string;

  @ApiProperty({ example: 'P-256' })
  crv: string;

  @ApiProperty({ example: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU' })
  x: string;

  @ApiProperty({ example: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' })
  y: string;

  @ApiProperty({ example: 'oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U' })
  kid: string;

  @ApiProperty({ example: 'ES256' })
  alg: string;

  @ApiProperty({ example: 'sig' })
  use: string;
}

/** RFC 7517 section 5. */
export class JwksResponse {
  @ApiProperty({ type: [JwkResponse] })
  keys: JwkResponse[];
}
