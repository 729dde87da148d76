import { Injectable, Logger } from '@nestjs/common';
import { sha1OfPassword } from '../crypto/password-digest.js';
import { Environment } from '../options/environment.js';
import { breachLookUpFailures } from './breached-passwords.metrics.js';

const PREFIX_LENGTH = 5;
/** Milliseconds. */
const DEADLINE = 1000;

/**
 * Looks passwords up in a list of breached ones, if the operator names one. Only the first 20 bits of a digest leave the
 * house (https://haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange).
 */
@Injectable()
export class BreachedPasswordsService {
  private readonly logger = new Logger(BreachedPasswordsService.name);

  constructor(private readonly environment: Environment) {}

  /** False also where the list does not answer in a second: nobody is kept from changing a password by that. */
  async includes(password: string): Promise<boolean> {
    const url = this.environment.BREACHED_PASSWORDS_URL;
    if (url === undefined) {
      return false;
    }
    const digest = sha1OfPassword(password.normalize('NFC'));
    try {
      const range = await fetchRange(url + digest.slice(0, PREFIX_LENGTH));
      return isListed(range, digest.slice(PREFIX_LENGTH));
    } catch (error) {
      breachLookUpFailures.inc();
      this.logger.warn('breached_password_look_up_failed', { reason: (error as Error).message });
      return false;
    }
  }
}

async function fetchRange(url: string): Promise<string> {
  const response = await fetch(url, {
    // Hides from who sees the traffic how many entries the range has.
    headers: { 'Add-Padding': 'true' },
    redirect: 'error',
    signal: AbortSignal.timeout(DEADLINE),
  });
  if (!response.ok) {
    throw new Error(`status ${response.status}`);
  }
  return response.text();
}

/** Lines are `<rest of the digest>:<count>`; the padding has the count 0. */
function isListed(range: string, suffix: string): boolean {
  return range.split(/\r?\n/).some((line) => {
    const [listed, count] = line.split(':');
    return listed?.toUpperCase() === suffix && Number(count) > 0;
  });
}
