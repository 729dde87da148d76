import { Password } from '../../users/password.decorator.js';

export class DeleteAccountDto {
  @Password()
  password: string;
}
