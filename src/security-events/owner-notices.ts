import type { MailKey } from '../languages/mail-texts.js';
import type { SecurityEventType } from './security-event-type.js';

/** What an event's notice has to say beyond the event. */
export interface NoticeDetails {
  remainingBackupCodes?: number;
  /** Of those that it is about. */
  passkeyNames?: string[];
  authenticatorName?: string;
  /** Further addresses that the notice goes to. */
  alsoTo?: string[];
}

type Advice = readonly Extract<MailKey, `advice.${string}`>[];

const resetPassword: Advice = ['advice.reset-password'];
const secureAccount: Advice = [...resetPassword, 'advice.check-two-factor'];
const theyHavePassword: Advice = ['advice.they-have-password', ...resetPassword];
const askOperator: Advice = ['advice.ask-operator'];

/**
 * The one list of the events that an account's owner is told of by mail, at once (OWASP ASVS v5.0.0-6.3.5 and 6.3.7,
 * NIST SP 800-63B-4 section 4.6), each with the sentences on what to do if it was somebody else.
 */
export const ownerNotices = {
  authn_login_new_browser: secureAccount,
  authn_password_change: secureAccount,
  authn_password_reset: ['advice.they-read-mails', ...resetPassword],
  email_change_requested: [...resetPassword, 'advice.stops-change'],
  email_changed: askOperator,
  two_factor_enabled: [...theyHavePassword, 'advice.operator-removes-app'],
  two_factor_replaced: [...theyHavePassword, 'advice.operator-removes-app'],
  authenticator_added: ['advice.remove-app', ...resetPassword],
  authenticator_removed: secureAccount,
  two_factor_disabled: secureAccount,
  two_factor_reset_by_operator: [...askOperator, ...resetPassword],
  backup_code_used: ['advice.they-have-codes', ...secureAccount, 'advice.new-codes'],
  backup_codes_regenerated: [...secureAccount, 'advice.new-codes'],
  passkey_added: ['advice.remove-passkey', ...secureAccount],
  passkey_removed: secureAccount,
  passkey_counter_regressed: ['advice.replace-passkey', ...secureAccount],
  password_log_in_disabled: [...resetPassword, 'advice.backup-code-opens'],
  password_log_in_enabled: secureAccount,
  authn_second_factor_lock: theyHavePassword,
  authn_second_factor_fail_repeated: ['advice.they-may-have-password', ...resetPassword],
  sessions_revoked_by_operator: askOperator,
  user_disabled: askOperator,
  user_enabled: askOperator,
  user_unlocked: askOperator,
  user_deleted: askOperator,
} as const satisfies Partial<Record<SecurityEventType, Advice>>;

export type NoticeType = keyof typeof ownerNotices;

export function hasNotice(type: SecurityEventType): type is NoticeType {
  return type in ownerNotices;
}

/** Whether the way to a new password belongs into the mail. */
export function sendsToPassword(type: NoticeType): boolean {
  return (ownerNotices[type] as Advice).includes('advice.reset-password');
}
