import type { ApiError } from '../api/api-error';
import { type ErrorTexts, textOf } from '../api/error-texts';
import { duration } from '../format/dates';

interface Props {
  error: ApiError | undefined;
  secondsLeft?: number;
  texts?: ErrorTexts;
  /** Instead of the text of the error. */
  children?: string | undefined;
}

/** Says what to do. Always there, so that a screen reader notices when it gets a text. */
export function ErrorAlert({ error, secondsLeft = 0, texts, children }: Props) {
  return (
    <div role="alert">
      {error && (
        <p className="alert alert-error">
          {children ?? textOf(error, texts)}
          {error.retryAt && <Wait seconds={secondsLeft} />}
        </p>
      )}
    </div>
  );
}

/** Read out once; the ticking is for the eyes only. */
function Wait({ seconds }: { seconds: number }) {
  return (
    <>
      {' '}
      <span className="visually-hidden">Wait until the button works again.</span>
      <span aria-hidden="true">
        {seconds > 0 ? `You can try again in ${duration(seconds)}.` : 'You can try again now.'}
      </span>
    </>
  );
}
