import type { ApiError, Violation } from '../api/api-error';
import type { PageKey, PageMessages } from '../language/page-messages';
import { settings } from '../settings';

/** What to do about a rule. The compiler finds one that has no text; a server that is newer speaks for itself. */
function ruleText(rule: Violation['rule'], sentence: string | undefined, messages: PageMessages): string {
  const key: PageKey = `rule.${rule}`;
  return messages.has(key)
    ? messages.text(key, { count: settings.passwordMinLength })
    : (sentence ?? messages.text('rule.malformed'));
}

/**
 * What is wrong with each field, of a `VALIDATION_FAILED`.
 *
 * @returns what is about no such field under ''.
 */
export function fieldErrors(
  error: ApiError | undefined,
  fields: string[],
  messages: PageMessages,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [index, { property, rule }] of (error?.violations ?? []).entries()) {
    const field = property !== null && fields.includes(property) ? property : '';
    errors[field] ??= ruleText(rule, error?.sentences[index], messages);
  }
  return errors;
}
