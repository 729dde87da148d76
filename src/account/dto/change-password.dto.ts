import { Password } from '../../passwords/password.decorator.js';

export class ChangePasswordDto {
  @Password()
  currentPassword: string;

  @Password()
  newPassword: string;
}
