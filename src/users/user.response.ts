import { ApiProperty } from '../http/documentation.js';
import type { TwoFactorPolicy } from './two-factor-policy.js';
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

  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description:
      'When two-factor authentication has to be on. From then on all other routes answer `TWO_FACTOR_ENROLMENT_REQUIRED` until it is. Null where nothing is due.',
  })
  readonly twoFactorDueAt: Date | null;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt: Date;

  constructor(user: User, policy: TwoFactorPolicy) {
    this.id = user.id;
    this.email = user.email;
    this.isEmailVerified = user.emailVerifiedAt !== null;
    this.isTwoFactorAuthenticationEnabled = user.isTwoFactorAuthenticationEnabled;
    this.isPasswordLogInEnabled = user.isPasswordLogInEnabled;
    this.twoFactorDueAt = policy.dueAt(user);
    this.createdAt = user.createdAt;
  }
}
