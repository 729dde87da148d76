import { type ApiError, answerOf } from '../api/api-error';
import { api } from '../api/client';
import { fetchRefreshed } from '../api/fetch-with-session';
import type { Session } from './session.context';

/** Who is logged in. Cookies are not readable by scripts, so the API is asked. */
export async function fetchSession(): Promise<Session> {
  try {
    // The answer is the end of all doubt, so it must not raise a new one.
    const user = await answerOf(api.GET('/authentication', { fetch: fetchRefreshed }));
    return { state: 'logged in', user };
  } catch (failure) {
    const error = failure as ApiError;
    switch (error.errorCode) {
      case 'NOT_AUTHENTICATED':
        return { state: 'logged out' };
      case 'SECOND_FACTOR_REQUIRED':
        return { state: 'second factor' };
      default:
        return { state: 'unreachable', error };
    }
  }
}

/** What is shown next. Nobody may lose what they are at because the page asked by itself. */
export function sessionAfter(shown: Session, answer: Session): Session {
  // It was asked for already, and more is known of it.
  if (shown.state === 'second factor' && answer.state === 'second factor') {
    return shown;
  }
  const isUnknown = shown.state === 'loading' || shown.state === 'unreachable';
  if (isUnknown || (answer.state !== 'unreachable' && answer.state !== 'logged out')) {
    return answer;
  }
  return answer.state === 'unreachable' || shown.state === 'logged out'
    ? shown
    : { state: 'logged out', notice: 'log-in.session-over' };
}
