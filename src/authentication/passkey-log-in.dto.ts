import { IsBoolean, IsOptional } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/documentation.js';
import { type AssertionJson, IsAssertion } from '../two-factor/passkeys/credential.dto.js';

export class PasskeyLogInDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '`AuthenticationResponseJSON`: what `navigator.credentials.get` made of the options.',
  })
  @IsAssertion()
  response: AssertionJson;

  @ApiPropertyOptional({ default: false, description: 'Keep the cookies when the browser is closed.' })
  @IsOptional()
  @IsBoolean()
  rememberMe?: boolean;
}
