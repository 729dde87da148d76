import { CodeOfEitherKind, OptionalBackupCode } from './two-factor-code.decorators.js';

/** A code of either kind, and exactly one. */
export class SecondFactorCodeDto {
  @CodeOfEitherKind()
  twoFactorAuthenticationCode?: string;

  @OptionalBackupCode()
  backupCode?: string;
}
