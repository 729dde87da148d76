import { Password } from '../../passwords/password.decorator.js';

export class DeleteAccountDto {
  @Password()
  password: string;
}
