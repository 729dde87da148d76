import { mailedToken } from '../mailed-token';
import { TextField } from './fields';
import type { FormValues } from './form';

/** For who got here without the token of the link, since a mail gateway dropped it: it stands in the mail, too. */
export function MailedTokenField() {
  return mailedToken ? null : (
    <TextField
      label="Code from the mail"
      name="token"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      data-autofocus
      hint="Your link came without its last part. Copy the long code below it from the mail, and paste it here."
    />
  );
}

/** Also of the whole link, and of what was broken into lines on the way. */
export function mailedTokenOf(values: FormValues): string {
  const text = values.text('token').replaceAll(/\s/g, '');
  return mailedToken ?? /#token=([\w-]+)/.exec(text)?.[1] ?? text;
}
