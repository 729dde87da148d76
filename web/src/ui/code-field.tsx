import { useEffect, useRef, useState } from 'react';
import type { paths } from '../api/schema';
import { useText } from '../language/language.context';
import { askForPasskey } from '../passkeys/ask-for-passkey';
import { useArePasskeysAvailable } from '../passkeys/availability';
import { cancelRequest } from '../passkeys/web-authn';
import type { Methods } from '../session/session.context';
import { TextField } from './fields';
import { type FormValues, useSendsItself } from './form';

export type Method = Methods[number];
export type SecondFactor = paths['/2fa/turn-off']['post']['requestBody']['content']['application/json'];

export const CODES: Methods = ['totp', 'backup-code'];

/**
 * Six digits, as phones show them; the API reads whatever is typed or pasted. Browsers offer codes that they know of. The last
 * digit sends the form, if nothing else in it is missing.
 */
export function TotpField({ label, autoFocus = false }: { label?: string; autoFocus?: boolean }) {
  const text = useText();
  const sendsItself = useSendsItself();

  function sendIfComplete({ value, form }: HTMLInputElement) {
    if (sendsItself && isWholeCode(value) && form?.checkValidity()) {
      form.requestSubmit();
    }
  }

  return (
    <TextField
      key="totp"
      label={label ?? text('code.totp')}
      name="twoFactorAuthenticationCode"
      className="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      placeholder="123 456"
      hint={sendsItself && text('code.sends-itself')}
      onInput={(event) => sendIfComplete(event.currentTarget)}
      data-code
      data-autofocus
      autoFocus={autoFocus}
    />
  );
}

/** With the spaces or the hyphen that some apps put between the digits. */
function isWholeCode(text: string): boolean {
  return /^\d{6}$/.test(text.replace(/[\s-]/g, ''));
}

function BackupCodeField({ autoFocus }: { autoFocus: boolean }) {
  const text = useText();
  return (
    <TextField
      key="backup"
      label={text('code.backup')}
      name="backupCode"
      className="code code-long"
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={64}
      placeholder="XXXX-XXXX-XXXX-XXXX"
      data-code
      data-autofocus
      autoFocus={autoFocus}
    />
  );
}

/** Nothing to fill in: the browser asks for it when the form is sent. */
function PasskeyField({ isFocused }: { isFocused: boolean }) {
  const text = useText();
  const ref = useRef<HTMLParagraphElement>(null);
  // What was pressed is gone.
  useEffect(() => {
    if (isFocused) {
      ref.current?.focus();
    }
  }, [isFocused]);
  useEffect(() => cancelRequest, []);
  return (
    <p ref={ref} tabIndex={-1}>
      <input type="hidden" name="passkey" value="asked for" />
      {text('code.passkey')}
    </p>
  );
}

/** The one that is asked for until somebody wants another one. Where there are passkeys alone, it is one, usable or not. */
export function firstUsable(methods: Methods, arePasskeysAvailable: boolean): Method {
  return methods.find((method) => method !== 'passkey' || arePasskeysAvailable) ?? 'passkey';
}

/** A second factor of any kind; the first of the methods is asked for, until somebody wants another one. */
export function CodeField({
  methods = CODES,
  autoFocus = false,
  onSwitch,
}: {
  methods?: Methods;
  autoFocus?: boolean;
  onSwitch?: (method: Method) => void;
}) {
  const text = useText();
  const arePasskeysAvailable = useArePasskeysAvailable();
  const [wanted, setWanted] = useState<Method>();
  const usable = methods.filter((method) => method !== 'passkey' || arePasskeysAvailable);
  const method = wanted ?? firstUsable(methods, arePasskeysAvailable);
  const isFocused = autoFocus || wanted !== undefined;

  return (
    <div className="code-field">
      {method === 'passkey' && <PasskeyField isFocused={isFocused} />}
      {method === 'totp' && <TotpField autoFocus={isFocused} />}
      {method === 'backup-code' && <BackupCodeField autoFocus={isFocused} />}
      {usable
        .filter((other) => other !== method)
        .map((other) => (
          <button
            key={other}
            type="button"
            className="button-link"
            onClick={() => {
              setWanted(other);
              onSwitch?.(other);
            }}
          >
            {text(`use.${other}`)}
          </button>
        ))}
    </div>
  );
}

/**
 * What {@link CodeField} adds to a body.
 *
 * @param ask for a passkey, where that is wanted.
 * @throws ApiError
 */
export async function secondFactorOf(values: FormValues, ask = askForPasskey): Promise<SecondFactor> {
  if (values.text('passkey')) {
    return { passkey: await ask() };
  }
  const backupCode = values.text('backupCode').trim();
  return backupCode ? { backupCode } : totpCodeOf(values);
}

export function totpCodeOf(values: FormValues) {
  return { twoFactorAuthenticationCode: values.text('twoFactorAuthenticationCode') };
}
