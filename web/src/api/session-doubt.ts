import type { ErrorCode } from './api-error';

/** That somebody else is logged in here by now, or nobody, or that a code is needed first. */
const DOUBTFUL: ReadonlySet<ErrorCode | undefined> = new Set([
  'NOT_AUTHENTICATED',
  'SECOND_FACTOR_REQUIRED',
  'OTHER_USER',
]);

let listener = () => {};

/** Says what happens when an answer shows that the session is not what the page takes it for. */
export function onSessionDoubt(next: () => void): void {
  listener = next;
}

export function doubtSessionAfter(errorCode: ErrorCode | undefined): void {
  if (DOUBTFUL.has(errorCode)) {
    listener();
  }
}
