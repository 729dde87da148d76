import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useText } from '../language/language.context';
import { NoticePlace } from './notices';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Cannot be left by Escape: what it shows is shown once. */
  isLocked?: boolean;
}

/** The browser's own modal dialog: it keeps the focus inside, and gives it back. */
export function Dialog({ title, onClose, children, isLocked = false }: Props) {
  const text = useText();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  // Before the element is gone: only a dialog that is closed gives the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  // The content may change to a next step, which begins at its start.
  useLayoutEffect(() => {
    const field = ref.current?.querySelector<HTMLElement>('[data-autofocus]');
    (field ?? ref.current?.querySelector('h2'))?.focus();
  }, [title]);

  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          if (!isLocked) {
            onClose();
          }
        }
      }}
      onCancel={(event) => event.preventDefault()}
    >
      <header className="dialog-header">
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {!isLocked && (
          <button type="button" className="button-icon" aria-label={text('close')} onClick={onClose}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="m3 3 10 10M13 3 3 13" />
            </svg>
          </button>
        )}
      </header>
      <NoticePlace id={id}>{children}</NoticePlace>
    </dialog>
  );
}
