import type { ApiError, ErrorCode } from '../api/api-error';
import { duration } from '../format/dates';
import { useLanguage, useText } from '../language/language.context';
import { errorText, type ErrorTexts } from './error-text';
import { SupportLink } from './support-link';

/** Who did nothing wrong may meet them, and cannot end them. */
const locks: ErrorCode[] = ['TWO_FACTOR_LOCKED', 'TOO_MANY_ATTEMPTS'];

interface Props {
  error: ApiError | undefined;
  secondsLeft?: number;
  texts?: ErrorTexts;
  /** Instead of the text of the error. */
  children?: string | undefined;
}

/** Says what to do. Always there, so that a screen reader notices when it gets a text. */
export function ErrorAlert({ error, secondsLeft = 0, texts, children }: Props) {
  const { messages } = useLanguage();
  return (
    <div role="alert">
      {error && (
        <p className="alert alert-error">
          {children ?? errorText(error, messages, texts)}
          {error.retryAt && <Wait seconds={secondsLeft} />}
          {locks.includes(error.errorCode) && (
            <>
              {' '}
              <SupportLink />
            </>
          )}
        </p>
      )}
    </div>
  );
}

/** Read out once; the ticking is for the eyes only. */
function Wait({ seconds }: { seconds: number }) {
  const text = useText();
  return (
    <>
      {' '}
      <span className="visually-hidden">{text('wait.announced')}</span>
      <span aria-hidden="true">
        {seconds > 0 ? text('wait.left', { time: duration(seconds) }) : text('wait.over')}
      </span>
    </>
  );
}
