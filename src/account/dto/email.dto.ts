import { EmailAddress } from '../../users/email-address.js';

export class EmailDto {
  @EmailAddress()
  email: string;
}
