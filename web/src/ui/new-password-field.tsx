import { useRef, useState } from 'react';
import { isEasyToGuess } from '../../../src/passwords/guess-estimator.js';
import { useText } from '../language/language.context';
import { settings } from '../settings';
import { PasswordField, type PasswordFieldProps } from './fields';

type Hint = 'password.length' | 'password.easy' | 'password.hard';

/** A password to be: says while it is typed what the server would say of it. */
export function NewPasswordField(props: PasswordFieldProps) {
  const text = useText();
  const [hint, setHint] = useState<Hint | undefined>('password.length');
  const last = useRef('');

  async function look({ value, form }: HTMLInputElement) {
    last.current = value;
    const next = await hintOf(value, emailOf(form));
    // An answer about what stood there before is of no interest.
    if (last.current === value) {
      setHint(next);
    }
  }

  return (
    <PasswordField
      autoComplete="new-password"
      minLength={settings.passwordMinLength}
      hint={<span role="status">{hint && text(hint, { count: settings.passwordMinLength })}</span>}
      onInput={(event) => void look(event.currentTarget)}
      {...props}
    />
  );
}

async function hintOf(password: string, email: string): Promise<Hint | undefined> {
  if ([...password].length < settings.passwordMinLength) {
    return 'password.length';
  }
  const context = [email, settings.appName, window.location.hostname];
  // Without the dictionaries (the connection is gone, say) there is no hint; the server has the say.
  const isEasy = await isEasyToGuess(password, context).catch(() => undefined);
  if (isEasy === undefined) {
    return undefined;
  }
  return isEasy ? 'password.easy' : 'password.hard';
}

/** Of the form that the password is part of; each has its user's, if only hidden for password managers. */
function emailOf(form: HTMLFormElement | null): string {
  return form?.querySelector<HTMLInputElement>('[autocomplete=username]')?.value ?? '';
}
