import { createContext, type ReactNode, use, useRef, useState } from 'react';
import { useLanguage } from '../language/language.context';
import { ErrorAlert } from './error-alert';
import type { ErrorTexts } from './error-text';
import { fieldErrors } from './field-errors';
import { useAction } from './use-action';
import { useSecondsUntil } from './use-seconds-until';

const FieldErrors = createContext<Record<string, string>>({});
const SendsItself = createContext(false);

export function useFieldError(name: string): string | undefined {
  return use(FieldErrors)[name];
}

/** Whether the form may be sent when a field knows that it is complete: not where a click is to be thought about. */
export function useSendsItself(): boolean {
  return use(SendsItself);
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
export function Form({ submit, onSubmit, children, texts, isDanger = false, isDisabled, aside }: Props) {
  const { messages, text } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState<string[]>([]);
  /** Since they were sent: what was wrong with them is about what stood there. */
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  const { run, isBusy, error } = useAction(() =>
    onSubmit(new FormValues(new FormData(form.current as HTMLFormElement))),
  );
  const secondsLeft = useSecondsUntil(error?.retryAt);
  const errors = Object.fromEntries(
    Object.entries(fieldErrors(error, fields, messages)).filter(([name]) => !edited.has(name)),
  );
  // What is said at the fields is not said above them as well.
  const isAtFields = error !== undefined && error.violations.length > 0 && !errors[''];

  async function send(event: { preventDefault(): void }) {
    event.preventDefault();
    if (isBusy || secondsLeft > 0) {
      return;
    }
    setEdited(new Set());
    setFields([...new FormData(form.current as HTMLFormElement).keys()]);
    if (!(await run())) {
      // After the next paint: then the fields know that they are wrong.
      requestAnimationFrame(() => focusWhatIsWrong(form.current));
    }
  }

  return (
    <form
      ref={form}
      onSubmit={(event) => void send(event)}
      onInput={({ target }) => setEdited(new Set([...edited, (target as HTMLInputElement).name]))}
      className="form"
    >
      <ErrorAlert
        error={isAtFields ? undefined : error}
        secondsLeft={secondsLeft}
        texts={{
          ...(fields.includes('backupCode') && { WRONG_TWO_FACTOR_CODE: text('error.backup-code') }),
          ...texts,
        }}
      >
        {errors['']}
      </ErrorAlert>
      <FieldErrors value={errors}>
        <SendsItself value={!isDanger}>{children}</SendsItself>
      </FieldErrors>
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
