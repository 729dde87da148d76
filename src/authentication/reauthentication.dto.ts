import { Password } from '../passwords/password.decorator.js';
import { OptionalBackupCode, OptionalTotpCode } from '../two-factor/two-factor-code.decorators.js';

/** The proof of all factors that the account has; what is missing is asked for in the answer. */
export class ReauthenticateDto {
  @Password({ required: false })
  password?: string;

  @OptionalTotpCode()
  twoFactorAuthenticationCode?: string;

  @OptionalBackupCode()
  backupCode?: string;
}
