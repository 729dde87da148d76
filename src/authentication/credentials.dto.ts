import { Password } from '../passwords/password.decorator.js';
import { EmailAddress } from '../users/email-address.js';

export class CredentialsDto {
  @EmailAddress()
  email: string;

  @Password()
  password: string;
}
