import type { PageKey, PageMessages } from '../language/page-messages';
import type { components } from '../api/schema';

export type SecurityEvent = components['schemas']['SecurityEventResponse'];

/** The compiler finds an event that has no text; one of a server that is newer has its name. */
export function eventText(type: SecurityEvent['type'], messages: PageMessages): string {
  const key: PageKey = `event.${type}`;
  return messages.has(key) ? messages.text(key) : type;
}

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
  'authn_passkey_fail',
  'passkey_counter_regressed',
]);
