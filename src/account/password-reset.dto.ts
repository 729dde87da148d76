import { MailedToken } from '../mailed-links/mailed-token.dto.js';
import { Password } from '../passwords/password.decorator.js';
import { OptionalBackupCode, OptionalTotpCode } from '../two-factor/two-factor-code.decorators.js';

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
