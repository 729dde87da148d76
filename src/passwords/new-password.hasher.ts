import { Injectable } from '@nestjs/common';
import { PasswordHasher } from '../crypto/password-hasher.js';
import { PasswordPolicy } from './password-policy.js';

export interface NewPassword {
  /** Of the user, who need not exist yet. */
  id: string;
  email: string;
  password: string;
  /** Of the request, where it is not called `password`. */
  property?: string;
}

/** The one way from a password that somebody chose to a hash that is stored. */
@Injectable()
export class NewPasswordHasher {
  constructor(
    private readonly policy: PasswordPolicy,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * @param address of the client, which takes turns with others.
   * @throws ValidationFailedException when the password does not satisfy the policy.
   */
  async hash({ id, email, password, property }: NewPassword, address: string): Promise<string> {
    await this.policy.check(password, email, property);
    return this.hasher.hash(password, id, [email, address]);
  }
}
