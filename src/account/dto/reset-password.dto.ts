import { Password } from '../../passwords/password.decorator.js';
import { OptionalBackupCode, OptionalTotpCode } from '../../two-factor/dto/two-factor-code.decorators.js';
import { MailedToken } from './mailed-token.decorator.js';

export class ResetPasswordDto {
  @MailedToken()
  token: string;

  @Password()
  password: string;

  @OptionalTotpCode()
  twoFactorAuthenticationCode?: string;

  @OptionalBackupCode()
  backupCode?: string;
}
