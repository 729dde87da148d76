/** Of what is typed: with all the spaces and dashes that people put into a code. */
export const MAX_CODE_LENGTH = 64;

/**
 * A code as people type and paste it, in the ASCII that was meant: NFKC (full-width letters), the digits of any script,
 * without white space, dashes and what cannot be seen. Whether it is a code is for others to say.
 */
export function asciiCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\u2212\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu, '')
    .replace(/\p{Nd}/gu, digitOf);
}

/** Unicode keeps the ten digits of a script together, the zero first; where two scripts meet, so do two tens. */
function digitOf(character: string): string {
  const digit = character.codePointAt(0) as number;
  let zero = digit;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) {
    zero--;
  }
  return String((digit - zero) % 10);
}
