import { Password } from '../passwords/password.decorator.js';
import { EmailAddress } from '../users/email-address.js';

export class RegisterDto {
  @EmailAddress()
  email: string;

  @Password()
  password: string;
}
