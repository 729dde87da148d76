import type { ApiError, ErrorCode } from '../api/api-error';
import type { PageKey, PageMessages } from '../language/page-messages';

export type ErrorTexts = Partial<Record<ErrorCode, string>>;

/** What to do about an error. The compiler finds a code that has no text; a server that is newer speaks for itself. */
export function errorText(error: ApiError, messages: PageMessages, special: ErrorTexts = {}): string {
  const { errorCode, clockDifference, sentences } = error;
  if (clockDifference !== undefined) {
    const when = clockDifference < 0 ? 'error.clock.past' : 'error.clock.coming';
    return messages.text(when, { seconds: Math.abs(clockDifference) });
  }
  const key: PageKey = `error.${errorCode}`;
  return (
    special[errorCode] ??
    (messages.has(key) ? messages.text(key) : sentences.join(' ') || messages.text('error.INTERNAL_ERROR'))
  );
}
