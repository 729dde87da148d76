import { useState } from 'react';
import type { components } from '../api/schema';
import { TextField } from './fields';
import type { FormValues } from './form';

type Code = components['schemas']['SecondFactorCodeDto'];

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

/** A code of either kind. */
export function CodeField() {
  const [isBackupCode, setIsBackupCode] = useState(false);
  const [isSwitched, setIsSwitched] = useState(false);

  function switchKind() {
    setIsBackupCode(!isBackupCode);
    setIsSwitched(true);
  }

  return (
    <div className="code-field">
      {isBackupCode ? (
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
          autoFocus
        />
      ) : (
        <TotpField autoFocus={isSwitched} />
      )}
      <button type="button" className="button-link" onClick={switchKind}>
        {isBackupCode ? 'Use a code from the app' : 'Use a backup code'}
      </button>
    </div>
  );
}

/** What {@link CodeField} adds to a body. */
export function codeOf(values: FormValues): Code {
  const backupCode = values.text('backupCode').trim();
  return backupCode ? { backupCode } : totpCodeOf(values);
}

export function totpCodeOf(values: FormValues) {
  return { twoFactorAuthenticationCode: values.text('twoFactorAuthenticationCode') };
}
