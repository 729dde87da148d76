import { Injectable } from '@nestjs/common';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { Environment } from '../options/environment.js';
import { readBlocklist } from './blocklist.js';
import { BreachedPasswordsService } from './breached-passwords.service.js';
import { foldPassword, isEasyToGuess } from './guess-estimator.js';

const MAX_CODE_POINTS = 256;
const ADVICE = 'Several random words make a good one.';

/**
 * What a new password must be (NIST SP 800-63B-4 section 3.1.1.2, OWASP ASVS v5.0.0-6.2): long enough, counted in code
 * points after NFC, and not one that an attacker tries first. No rules about kinds of characters.
 */
@Injectable()
export class PasswordPolicy {
  private readonly minLength: number;
  private readonly blocklist: ReadonlySet<string>;
  private readonly serviceNames: string[];

  constructor(
    environment: Environment,
    private readonly breachedPasswords: BreachedPasswordsService,
  ) {
    this.minLength = environment.PASSWORD_MIN_LENGTH;
    const { PASSWORD_BLOCKLIST_FILE: file, TWO_FACTOR_AUTHENTICATION_APP_NAME: appName } = environment;
    this.blocklist = file ? readBlocklist(file) : new Set();
    this.serviceNames = [appName, new URL(environment.PUBLIC_URL).hostname];
  }

  /** @throws ValidationFailedException with the reason and with advice. */
  async check(password: string, email: string): Promise<void> {
    const problem = this.formProblemOf(password) ?? (await this.guessProblemOf(password, email));
    if (problem) {
      throw new ValidationFailedException([problem]);
    }
  }

  private formProblemOf(password: string): string | undefined {
    // A lone surrogate is hashed as U+FFFD, so all of them would be the same password.
    if (!isWellFormed(password)) {
      return 'password must be valid Unicode text.';
    }
    const length = [...password.normalize('NFC')].length;
    if (length < this.minLength) {
      return `password must be at least ${this.minLength} characters long. ${ADVICE}`;
    }
    if (length > MAX_CODE_POINTS) {
      return `password must be at most ${MAX_CODE_POINTS} characters long.`;
    }
    return undefined;
  }

  private async guessProblemOf(password: string, email: string): Promise<string | undefined> {
    const isListed = this.blocklist.has(foldPassword(password));
    if (isListed || (await isEasyToGuess(password, [email, ...this.serviceNames]))) {
      return `password is too common or too easy to guess for you. ${ADVICE}`;
    }
    if (await this.breachedPasswords.includes(password)) {
      return `password is known from a data breach. ${ADVICE}`;
    }
    return undefined;
  }
}

/** `String.prototype.isWellFormed` of ES2024. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
