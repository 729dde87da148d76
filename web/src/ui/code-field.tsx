import { useEffect, useRef, useState } from 'react';
import type { paths } from '../api/schema';
import { askForPasskey } from '../passkeys/ask-for-passkey';
import { useArePasskeysAvailable } from '../passkeys/availability';
import { cancelRequest } from '../passkeys/web-authn';
import type { Methods } from '../session/session.context';
import { TextField } from './fields';
import type { FormValues } from './form';

type Method = Methods[number];
type SecondFactor = paths['/2fa/turn-off']['post']['requestBody']['content']['application/json'];

export const CODES: Methods = ['totp', 'backup-code'];

/** Six digits, as phones show them; the API reads whatever is typed or pasted. Browsers offer codes that they know of. */
export function TotpField({ label = 'Code from your authenticator app', autoFocus = false }) {
  return (
    <TextField
      key="totp"
      label={label}
      name="twoFactorAuthenticationCode"
      className="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      placeholder="123 456"
      data-code
      data-autofocus
      autoFocus={autoFocus}
    />
  );
}

function BackupCodeField({ autoFocus }: { autoFocus: boolean }) {
  return (
    <TextField
      key="backup"
      label="Backup code"
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
      Your browser asks for your passkey next.
    </p>
  );
}

const switches: Record<Method, string> = {
  passkey: 'Use a passkey',
  totp: 'Use a code from the app',
  'backup-code': 'Use a backup code',
};

/** A second factor of any kind; the first of the methods is asked for, until somebody wants another one. */
export function CodeField({
  methods = CODES,
  autoFocus = false,
}: {
  methods?: Methods;
  autoFocus?: boolean;
}) {
  const arePasskeysAvailable = useArePasskeysAvailable();
  const [wanted, setWanted] = useState<Method>();
  const usable = methods.filter((method) => method !== 'passkey' || arePasskeysAvailable);
  const method = wanted ?? usable[0] ?? methods[0];
  const isFocused = autoFocus || wanted !== undefined;

  return (
    <div className="code-field">
      {method === 'passkey' && <PasskeyField isFocused={isFocused} />}
      {method === 'totp' && <TotpField autoFocus={isFocused} />}
      {method === 'backup-code' && <BackupCodeField autoFocus={isFocused} />}
      {usable
        .filter((other) => other !== method)
        .map((other) => (
          <button key={other} type="button" className="button-link" onClick={() => setWanted(other)}>
            {switches[other]}
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
