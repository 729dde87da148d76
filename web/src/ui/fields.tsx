import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { useText } from '../language/language.context';
import { useFieldError } from './form';

type InputProps = Omit<ComponentProps<'input'>, 'name' | 'id'>;

export interface FieldProps extends InputProps {
  label: string;
  name: string;
  hint?: ReactNode;
  /** At the end of the input. */
  button?: ReactNode;
}

/** An input with its label, its hint and what was wrong with it. Its `name` is that of the body's property. */
export function TextField({ label, name, hint, button, ...input }: FieldProps) {
  const id = useId();
  const error = useFieldError(name);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="input">
        <input
          id={id}
          name={name}
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-hint ${id}-error`}
          {...input}
        />
        {button}
      </span>
      <span id={`${id}-hint`} className="hint">
        {error ? undefined : hint}
      </span>
      <span id={`${id}-error`} className="field-error">
        {error}
      </span>
    </div>
  );
}

export function EmailField(props: { label?: string } & InputProps) {
  const text = useText();
  return (
    <TextField
      label={text('field.email')}
      name="email"
      type="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={254}
      {...props}
    />
  );
}

export interface PasswordFieldProps extends Omit<Partial<FieldProps>, 'label'> {
  kind?: 'password' | 'current-password' | 'new-password';
}

/** A password that exists already. It can be looked at, and pasted. */
export function PasswordField({ kind = 'password', name = 'password', ...rest }: PasswordFieldProps) {
  const text = useText();
  const [isShown, setIsShown] = useState(false);
  return (
    <TextField
      label={text(`field.${kind}`)}
      name={name}
      type={isShown ? 'text' : 'password'}
      autoComplete="current-password"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={1024}
      button={
        <button
          type="button"
          className="input-button"
          aria-pressed={isShown}
          aria-label={text(`show.${kind}`)}
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? text('hide') : text('show')}
        </button>
      }
      {...rest}
    />
  );
}

/** Lets a password manager know whose password the form is about. */
export function HiddenUsername({ email }: { email: string }) {
  return <input type="text" autoComplete="username" value={email} readOnly hidden />;
}

export function CheckBox({
  label,
  hint,
  ...input
}: { label: string; hint?: string } & ComponentProps<'input'>) {
  const id = useId();
  return (
    <div className="check-box">
      <input type="checkbox" id={id} aria-describedby={hint && `${id}-hint`} {...input} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
    </div>
  );
}
