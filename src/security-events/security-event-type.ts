/**
 * Every kind of security event, named after the OWASP Logging Vocabulary. The list is closed: the table refuses nothing,
 * but the code cannot name another, and clients show a text for each.
 */
export const securityEventTypes = [
  'user_created',
  'authn_first_factor_success',
  'authn_login_success',
  'authn_login_new_browser',
  'authn_login_fail',
  'authn_login_lock',
  'authn_second_factor_success',
  'authn_second_factor_fail',
  'authn_second_factor_replay',
  'authn_second_factor_lock',
  'authn_reauthentication_success',
  'authn_token_reuse',
  'authn_logout',
  'session_ended',
  'excess_sessions_exceeded',
  'two_factor_enabled',
  'two_factor_replaced',
  'two_factor_disabled',
  'backup_code_used',
  'backup_codes_regenerated',
  'trusted_device_added',
  'trusted_device_revoked',
] as const;

export type SecurityEventType = (typeof securityEventTypes)[number];
