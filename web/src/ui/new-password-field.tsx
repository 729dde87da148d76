import { useRef, useState } from 'react';
import { isEasyToGuess } from '../../../src/passwords/guess-estimator.js';
import { settings } from '../settings';
import { type FieldProps, PasswordField } from './fields';

const LENGTH = `At least ${settings.passwordMinLength} characters.`;
const ADVICE = 'Several random words make a good one.';

/** A password to be: says while it is typed what the server would say of it. */
export function NewPasswordField(props: Partial<FieldProps>) {
  const [hint, setHint] = useState(`${LENGTH} ${ADVICE}`);
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
      hint={<span role="status">{hint}</span>}
      onInput={(event) => void look(event.currentTarget)}
      {...props}
    />
  );
}

async function hintOf(password: string, email: string): Promise<string> {
  if ([...password].length < settings.passwordMinLength) {
    return `${LENGTH} ${ADVICE}`;
  }
  const context = [email, settings.appName, window.location.hostname];
  // Without the dictionaries (the connection is gone, say) there is no hint; the server has the say.
  const isEasy = await isEasyToGuess(password, context).catch(() => undefined);
  if (isEasy === undefined) {
    return '';
  }
  return isEasy ? `Too easy to guess. ${ADVICE}` : 'Hard to guess. Good.';
}

/** Of the form that the password is part of; each has its user's, if only hidden for password managers. */
function emailOf(form: HTMLFormElement | null): string {
  return form?.querySelector<HTMLInputElement>('[autocomplete=username]')?.value ?? '';
}
