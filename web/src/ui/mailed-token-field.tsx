import { useText } from '../language/language.context';
import { mailedToken, pastedToken } from '../mailed-token';
import { TextField } from './fields';
import type { FormValues } from './form';

/** For who got here without the token of the link, since a mail gateway dropped it: it stands in the mail, too. */
export function MailedTokenField() {
  const text = useText();
  return mailedToken ? null : (
    <TextField
      label={text('mailed-code')}
      name="token"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      data-autofocus
      hint={text('mailed-code.hint')}
    />
  );
}

export function mailedTokenOf(values: FormValues): string {
  return mailedToken ?? pastedToken(values.text('token'));
}
