import type { SecurityEventType } from './security-event-type.js';

/** What an event's notice has to say beyond the event. */
export interface NoticeDetails {
  remainingBackupCodes?: number;
  /** Of those that it is about. */
  passkeyNames?: string[];
  /** Further addresses that the notice goes to. */
  alsoTo?: string[];
}

export interface OwnerNotice {
  subject: string;
  /** What happened, in a sentence. */
  happened: (details: NoticeDetails) => string;
  /** What to do if it was somebody else. */
  advice: string;
}

function quoted(names: string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

const resetPassword = 'Set a new password at once: that ends all sessions.';
const secureAccount = `${resetPassword} Then check that two-factor authentication is on, with your own authenticator app.`;
const theyHavePassword = `Somebody knows your password. ${resetPassword}`;
const askOperator = 'Ask the operator of this site.';

/**
 * The one list of the events that an account's owner is told of by mail, at once (OWASP ASVS v5.0.0-6.3.5 and 6.3.7,
 * NIST SP 800-63B-4 section 4.6).
 */
export const ownerNotices: Partial<Record<SecurityEventType, OwnerNotice>> = {
  authn_login_new_browser: {
    subject: 'New log-in to your account',
    happened: () => 'Somebody logged in from a browser that was not seen with your account before.',
    advice: secureAccount,
  },
  authn_password_change: {
    subject: 'Your password was changed',
    happened: () => 'Your password was changed, and all other sessions were ended.',
    advice: secureAccount,
  },
  authn_password_reset: {
    subject: 'Your password was reset',
    happened: ({ passkeyNames = [] }) =>
      `A new password was set with a link that we had mailed, and all sessions were ended.${
        passkeyNames.length > 0 ? ` Your passkeys still log in: ${quoted(passkeyNames)}.` : ''
      }`,
    advice: `Somebody can read your mails. Change the password of your mailbox first. ${resetPassword}`,
  },
  email_change_requested: {
    subject: 'Your e-mail address is about to change',
    happened: () =>
      'Somebody who is logged in asked for another address for your account. It changes when the link in the mail to the new address is opened.',
    advice: `${resetPassword} That also stops the change.`,
  },
  email_changed: {
    subject: 'Your e-mail address was changed',
    happened: () =>
      'The address of your account was changed. From now on the new one logs in, and gets the mails.',
    advice: askOperator,
  },
  two_factor_enabled: {
    subject: 'Two-factor authentication is on',
    happened: () => 'Two-factor authentication was turned on, and all other sessions were ended.',
    advice: `${theyHavePassword} Then ask the operator of this site to remove the authenticator.`,
  },
  two_factor_replaced: {
    subject: 'Your authenticator was replaced',
    happened: () =>
      'Two-factor authentication was moved to another authenticator app, with new backup codes. The old ones are dead.',
    advice: `${theyHavePassword} Then ask the operator of this site to remove the authenticator.`,
  },
  two_factor_disabled: {
    subject: 'Two-factor authentication is off',
    happened: () => 'Two-factor authentication was turned off: the password alone now opens your account.',
    advice: secureAccount,
  },
  two_factor_reset_by_operator: {
    subject: 'Two-factor authentication is off',
    happened: ({ passkeyNames = [] }) =>
      `Two-factor authentication was turned off, and all sessions were ended.${
        passkeyNames.length > 0 ? ` Your passkeys were removed: ${quoted(passkeyNames)}.` : ''
      }`,
    advice: `${askOperator} ${resetPassword}`,
  },
  backup_code_used: {
    subject: 'A backup code was used',
    happened: ({ remainingBackupCodes }) =>
      `One of your backup codes was used. ${remainingBackupCodes} of them remain; make new ones before they run out.`,
    advice: `Somebody has your backup codes, and perhaps your password. ${secureAccount} And make new backup codes.`,
  },
  backup_codes_regenerated: {
    subject: 'New backup codes were made',
    happened: () => 'New backup codes were made for your account. The old ones are dead.',
    advice: `${secureAccount} And make new backup codes.`,
  },
  passkey_added: {
    subject: 'A passkey was added',
    happened: ({ passkeyNames = [] }) =>
      `A passkey was added to your account: ${quoted(passkeyNames)}. It logs in without a password.`,
    advice: `Remove it in your account. ${secureAccount}`,
  },
  passkey_removed: {
    subject: 'A passkey was removed',
    happened: ({ passkeyNames = [] }) =>
      `A passkey was removed from your account: ${quoted(passkeyNames)}. All other sessions were ended.`,
    advice: secureAccount,
  },
  passkey_counter_regressed: {
    subject: 'A passkey may have been copied',
    happened: () =>
      'One of your passkeys was used, and was refused: it counts its uses, and its count went back. There may be a copy of it.',
    advice: `Remove that passkey in your account, and make a new one. ${secureAccount}`,
  },
  password_log_in_disabled: {
    subject: 'Your password no longer logs in',
    happened: () =>
      'Your account was set to passkeys only: no password and no code logs in to it any more. All other sessions were ended.',
    advice: `${resetPassword} With a backup code that turns the log-in by password on again.`,
  },
  password_log_in_enabled: {
    subject: 'Your password logs in again',
    happened: () => 'The log-in by password was turned on again for your account.',
    advice: secureAccount,
  },
  authn_second_factor_lock: {
    subject: 'Your second factor is locked',
    happened: () =>
      'There were too many wrong codes after your right password. Codes of your authenticator app are not accepted any more; a backup code or a passkey unlocks them.',
    advice: theyHavePassword,
  },
  authn_second_factor_fail_repeated: {
    subject: 'Wrong codes at your account',
    happened: () =>
      'Somebody gave wrong codes several times, after your right password, in a session of yours, or with a link that we had mailed.',
    advice: `Somebody may know your password. ${resetPassword}`,
  },
  sessions_revoked_by_operator: {
    subject: 'You were logged out everywhere',
    happened: () => 'All your sessions were ended.',
    advice: askOperator,
  },
  user_disabled: {
    subject: 'Your account was disabled',
    happened: () => 'Your account was disabled: nobody can log in to it.',
    advice: askOperator,
  },
  user_enabled: {
    subject: 'Your account was enabled again',
    happened: () => 'Your account was enabled again.',
    advice: askOperator,
  },
  user_deleted: {
    subject: 'Your account was deleted',
    happened: () => 'Your account was deleted, with everything that belonged to it.',
    advice: askOperator,
  },
};
