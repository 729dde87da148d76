import { Password } from '../passwords/password.decorator.js';
import { OptionalSecondFactorDto } from '../two-factor/second-factor.dto.js';

/** The proof of all factors that the account has; what is missing is asked for in the answer. */
export class ReauthenticateDto extends OptionalSecondFactorDto {
  @Password({ required: false })
  password?: string;
}
