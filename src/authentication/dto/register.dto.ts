import { EmailAddress } from '../../users/email-address.js';
import { Password } from '../../passwords/password.decorator.js';

export class RegisterDto {
  @EmailAddress()
  email: string;

  @Password()
  password: string;
}
