import type { ReactNode } from 'react';
import { ErrorAlert } from './error-alert';
import { useAction } from './use-action';
import { useSecondsUntil } from './use-seconds-until';

interface Props {
  onAction: () => Promise<void>;
  children: ReactNode;
  className?: string;
}

/** A button that sends a request, and says below itself what went wrong. */
export function ActionButton({ onAction, children, className = '' }: Props) {
  const { run, isBusy, error } = useAction(onAction);
  const secondsLeft = useSecondsUntil(error?.retryAt);
  return (
    <div className="action">
      <button
        type="button"
        className={`button ${className}`}
        disabled={secondsLeft > 0}
        aria-busy={isBusy}
        onClick={() => {
          if (!isBusy) {
            void run();
          }
        }}
      >
        {children}
      </button>
      <ErrorAlert error={error} secondsLeft={secondsLeft} />
    </div>
  );
}
