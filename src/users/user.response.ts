import { ApiProperty } from '../http/documentation.js';
import type { User } from './user.entity.js';

/** What the API says of a user; a whitelist, so a new column stays inside until it is named here. */
export class UserResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ format: 'email', example: 'alice@example.com' })
  readonly email: string;

  @ApiProperty()
  readonly isEmailVerified: boolean;

  @ApiProperty()
  readonly isTwoFactorAuthenticationEnabled: boolean;

  @ApiProperty({ description: 'Not so where only passkeys log in.' })
  readonly isPasswordLogInEnabled: boolean;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt: Date;

  constructor(user: User) {
    this.id = user.id;
    this.email = user.email;
    this.isEmailVerified = user.emailVerifiedAt !== null;
    this.isTwoFactorAuthenticationEnabled = user.isTwoFactorAuthenticationEnabled;
    this.isPasswordLogInEnabled = user.isPasswordLogInEnabled;
    this.createdAt = user.createdAt;
  }
}
