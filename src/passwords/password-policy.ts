import { Injectable } from '@nestjs/common';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { problemWith, type ViolationRule } from '../errors/violation.js';
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
    const { PASSWORD_BLOCKLIST_FILE: file, APP_NAME, TWO_FACTOR_AUTHENTICATION_APP_NAME } = environment;
    this.blocklist = file ? readBlocklist(file) : new Set();
    this.serviceNames = [
      APP_NAME,
      TWO_FACTOR_AUTHENTICATION_APP_NAME,
      new URL(environment.PUBLIC_URL).hostname,
    ];
  }

  /**
   * @param property of the request that has the password.
   * @throws ValidationFailedException with the reason and with advice.
   */
  async check(password: string, email: string, property = 'password'): Promise<void> {
    const problem = this.formProblemOf(password) ?? (await this.guessProblemOf(password, email));
    if (problem) {
      const { rule, text } = problem;
      throw new ValidationFailedException([problemWith(property, rule, text)]);
    }
  }

  private formProblemOf(password: string): PasswordProblem | undefined {
    // A lone surrogate is hashed as U+FFFD, so all of them would be the same password.
    if (!isWellFormed(password)) {
      return { rule: 'not-unicode', text: 'must be valid Unicode text.' };
    }
    const length = [...password.normalize('NFC')].length;
    if (length < this.minLength) {
      return { rule: 'too-short', text: `must be at least ${this.minLength} characters long. ${ADVICE}` };
    }
    if (length > MAX_CODE_POINTS) {
      return { rule: 'too-long', text: `must be at most ${MAX_CODE_POINTS} characters long.` };
    }
    return undefined;
  }

  private async guessProblemOf(password: string, email: string): Promise<PasswordProblem | undefined> {
    if (this.blocklist.has(foldPassword(password))) {
      return { rule: 'too-common', text: `is too common or too easy to guess. ${ADVICE}` };
    }
    if (await isEasyToGuess(password, [email, ...this.serviceNames])) {
      return this.reasonForEasy(password, email);
    }
    return (await this.breachedPasswords.includes(password))
      ? { rule: 'breached', text: `is known from a data breach. ${ADVICE}` }
      : undefined;
  }

  /** What makes it easy: the more that has to be known for it, the later it is named. */
  private async reasonForEasy(password: string, email: string): Promise<PasswordProblem> {
    if (await isEasyToGuess(password, [])) {
      return { rule: 'too-common', text: `is too common or too easy to guess. ${ADVICE}` };
    }
    return (await isEasyToGuess(password, [email]))
      ? {
          rule: 'contains-email',
          text: `is too easy to guess for who knows your e-mail address. ${ADVICE}`,
        }
      : { rule: 'contains-service-name', text: `is too easy to guess for who knows this site. ${ADVICE}` };
  }
}

interface PasswordProblem {
  rule: ViolationRule;
  /** What follows the name of the property. */
  text: string;
}

/** `String.prototype.isWellFormed` of ES2024. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
