import { Transform } from 'class-transformer';
import { IsString, Matches } from 'class-validator';
import { asciiCode, MAX_CODE_LENGTH } from '../typed-code.js';
import type { RuleContext } from '../../errors/violation.js';

/** What a TOTP code is, however it is typed. */
export const totpCodeShape: PropertyDecorator[] = [
  // Longer text is refused anyway; normalising it first would only cost time.
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.length <= MAX_CODE_LENGTH ? asciiCode(value) : value,
  ),
  IsString(),
  Matches(/^[0-9]{6}$/, {
    message: '$property must be 6 digits',
    context: { rule: 'not-six-digits' } satisfies RuleContext,
  }),
];
