import { MailedToken } from '../mailed-links/mailed-token.dto.js';
import { Password } from '../passwords/password.decorator.js';
import { OptionalSecondFactorDto } from '../two-factor/second-factor.dto.js';

export class ResetPasswordDto extends OptionalSecondFactorDto {
  @MailedToken()
  token: string;

  @Password()
  password: string;
}
