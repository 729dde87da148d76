import type { components } from '../api/schema';

export type SecurityEvent = components['schemas']['SecurityEventResponse'];

/** Complete, so that the compiler finds an event that is new. */
export const eventTexts: Record<SecurityEvent['type'], string> = {
  user_created: 'Account created',
  user_deleted: 'Account deleted',
  user_disabled: 'Account disabled by the operator',
  user_enabled: 'Account enabled by the operator',
  email_verified: 'E-mail address confirmed',
  email_change_requested: 'New e-mail address asked for',
  email_changed: 'E-mail address changed',
  authn_first_factor_success: 'Password accepted',
  authn_login_success: 'Logged in',
  authn_login_fail: 'Log-in with a wrong password',
  authn_login_lock: 'Too many wrong passwords',
  authn_login_new_browser: 'Logged in from a new browser',
  authn_second_factor_success: 'Code accepted',
  authn_second_factor_fail: 'Wrong code',
  authn_second_factor_replay: 'Code used a second time',
  authn_second_factor_fail_repeated: 'Several wrong codes',
  authn_second_factor_delay: 'Too many wrong codes: had to wait',
  authn_second_factor_lock: 'Too many wrong codes: codes locked',
  authn_reauthentication_success: 'Confirmed that it is you',
  authn_password_change: 'Password changed',
  authn_password_reset_requested: 'Link to reset the password asked for',
  authn_password_reset: 'Password reset',
  authn_token_reuse: 'Copied session found and ended',
  authn_logout: 'Logged out',
  session_ended: 'Browser logged out from elsewhere',
  sessions_revoked_by_operator: 'Logged out everywhere by the operator',
  excess_sessions_exceeded: 'Oldest session ended: there were too many',
  two_factor_enabled: 'Two-factor authentication turned on',
  two_factor_replaced: 'Authenticator moved to a new phone',
  two_factor_disabled: 'Two-factor authentication turned off',
  two_factor_reset_by_operator: 'Two-factor authentication reset by the operator',
  backup_code_used: 'Backup code used',
  backup_codes_regenerated: 'New backup codes made',
  trusted_device_added: 'Browser trusted',
  trusted_device_revoked: 'Browser trusted no longer',
};

/** What an owner should look at twice. */
export const worryingEvents: ReadonlySet<SecurityEvent['type']> = new Set([
  'authn_login_fail',
  'authn_login_lock',
  'authn_second_factor_fail',
  'authn_second_factor_replay',
  'authn_second_factor_fail_repeated',
  'authn_second_factor_delay',
  'authn_second_factor_lock',
  'authn_token_reuse',
]);
