import { createContext, type ReactNode, use, useRef, useState } from 'react';
import { type ErrorTexts, fieldErrors } from '../api/error-texts';
import { ErrorAlert } from './error-alert';
import { useAction } from './use-action';
import { useSecondsUntil } from './use-seconds-until';

const FieldErrors = createContext<Record<string, string>>({});

export function useFieldError(name: string): string | undefined {
  return use(FieldErrors)[name];
}

interface Props {
  /** The label of the button. */
  submit: string;
  onSubmit: (values: FormValues) => Promise<void>;
  children?: ReactNode;
  /** Other texts than usual for some errors. */
  texts?: ErrorTexts;
  isDanger?: boolean;
  isDisabled?: boolean;
  /** Beside the button. */
  aside?: ReactNode;
}

/** What stands in the fields; `name` is the field's name. */
export class FormValues {
  constructor(private readonly data: FormData) {}

  text(name: string): string {
    const value = this.data.get(name);
    return typeof value === 'string' ? value : '';
  }

  isChecked(name: string): boolean {
    return this.data.has(name);
  }
}

/** A form: one request, its errors next to the fields that they are about, and waiting when the API says so. */
export function Form({ submit, onSubmit, children, texts, isDanger, isDisabled, aside }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState<string[]>([]);
  const { run, isBusy, error } = useAction(() =>
    onSubmit(new FormValues(new FormData(form.current as HTMLFormElement))),
  );
  const secondsLeft = useSecondsUntil(error?.retryAt);
  const errors = fieldErrors(error, fields);

  async function send(event: { preventDefault(): void }) {
    event.preventDefault();
    if (isBusy || secondsLeft > 0) {
      return;
    }
    setFields([...new FormData(form.current as HTMLFormElement).keys()]);
    if (!(await run())) {
      // After the next paint: then the fields know that they are wrong.
      requestAnimationFrame(() => focusWhatIsWrong(form.current));
    }
  }

  return (
    <form ref={form} onSubmit={(event) => void send(event)} className="form">
      <ErrorAlert error={error} secondsLeft={secondsLeft} texts={texts}>
        {errors['']}
      </ErrorAlert>
      <FieldErrors value={errors}>{children}</FieldErrors>
      <div className="form-actions">
        {aside}
        <button
          className={`button ${isDanger ? 'button-danger' : 'button-primary'}`}
          disabled={isDisabled || secondsLeft > 0}
          aria-busy={isBusy}
        >
          {submit}
        </button>
      </div>
    </form>
  );
}

/** A code that was refused is of no more use, so its field is emptied. */
function focusWhatIsWrong(form: HTMLFormElement | null): void {
  const invalid = form?.querySelector<HTMLInputElement>('[aria-invalid=true]');
  const code = form?.querySelector<HTMLInputElement>('[data-code]');
  if (code && !invalid) {
    code.value = '';
  }
  (invalid ?? code)?.focus();
}
