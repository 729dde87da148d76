import { Password } from '../../users/password.decorator.js';

export class ChangePasswordDto {
  @Password()
  currentPassword: string;

  @Password()
  newPassword: string;
}
