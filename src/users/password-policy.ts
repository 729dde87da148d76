import { Injectable } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { foldPassword, loadCommonPasswords } from './common-passwords.js';

const MAX_CODE_POINTS = 256;

/**
 * What a new password must be (NIST SP 800-63B-4 section 3.1.1.2, OWASP ASVS v5.0.0-6.2): long enough, counted in code
 * points after NFC, and as a whole not one that an attacker tries first. No rules about kinds of characters.
 */
@Injectable()
export class PasswordPolicy {
  private readonly minLength: number;
  private readonly refused: ReadonlySet<string>;
  private readonly appName: string;

  constructor(environment: Environment) {
    this.minLength = environment.PASSWORD_MIN_LENGTH;
    this.appName = environment.TWO_FACTOR_AUTHENTICATION_APP_NAME;
    this.refused = loadCommonPasswords(this.minLength, environment.PASSWORD_BLOCKLIST_FILE);
  }

  /** @throws ValidationFailedException with the reason and with advice. */
  check(password: string, email: string): void {
    const problem = this.problemOf(password, email);
    if (problem) {
      throw new ValidationFailedException([problem]);
    }
  }

  private problemOf(password: string, email: string): string | undefined {
    // A lone surrogate is hashed as U+FFFD, so all of them would be the same password.
    if (!isWellFormed(password)) {
      return 'password must be valid Unicode text.';
    }
    const length = [...password.normalize('NFC')].length;
    if (length < this.minLength) {
      return `password must be at least ${this.minLength} characters long. Several random words make a good one.`;
    }
    if (length > MAX_CODE_POINTS) {
      return `password must be at most ${MAX_CODE_POINTS} characters long.`;
    }
    if (
      this.contextWords(email).includes(foldPassword(password)) ||
      this.refused.has(foldPassword(password))
    ) {
      return 'password is too common or too easy to guess for you. Several random words make a good one.';
    }
    return undefined;
  }

  private contextWords(email: string): string[] {
    const [localPart = ''] = email.split('@');
    const appName = foldPassword(this.appName);
    return [email, localPart, appName, repeatTo(appName, this.minLength), `${appName}password`].map(
      foldPassword,
    );
  }
}

/** `String.prototype.isWellFormed` of ES2024. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** The app's name written over and over until it is long enough is as easy to guess as the name. */
function repeatTo(word: string, minLength: number): string {
  return word.repeat(Math.ceil(minLength / Math.max(1, word.length)));
}
