import { TotpCode } from './two-factor-code.decorators.js';

export class TotpCodeDto {
  @TotpCode()
  twoFactorAuthenticationCode: string;
}
