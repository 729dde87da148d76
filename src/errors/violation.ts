/** Every rule that a request can break, for frontends that say so in words of their own. A rule is never renamed. */
export const violationRules = {
  malformed: 'It cannot be read, or is none of the values that there are.',
  'unknown-property': 'The request does not have this property.',
  'too-many-answers': 'Only one way to prove it goes with a request.',
  'not-a-string': 'It must be text.',
  'not-a-boolean': 'It must be true or false.',
  'not-an-integer': 'It must be a whole number.',
  empty: 'It must not be empty.',
  'too-short': 'It has too few characters.',
  'too-long': 'It has too many characters.',
  'too-small': 'The number is too small.',
  'too-large': 'The number is too large.',
  'not-an-email-address': 'It must be an e-mail address.',
  'not-six-digits': 'A code of an authenticator app has 6 digits.',
  'not-a-credential': 'It must be what the browser made of a passkey.',
  'not-a-name': 'A name has 1 to 64 characters, and no control characters.',
  'not-unicode': 'It must be valid Unicode text.',
  'too-common': 'The password is one that is guessed first.',
  'contains-email': 'Whoever knows the e-mail address guesses the password.',
  'contains-service-name': 'Whoever knows this service guesses the password.',
  breached: 'The password is known from a data breach.',
  unchanged: 'It must be another one than before.',
  'other-address': 'The invitation was mailed to another address.',
} as const;

export type ViolationRule = keyof typeof violationRules;

export interface Violation {
  /** Of the request; null for what is wrong with it as a whole. */
  property: string | null;
  rule: ViolationRule;
}

/** A violation, and the sentence that says it to a person. */
export interface Problem extends Violation {
  sentence: string;
}

/** @param text what follows the name of the property in the sentence. */
export function problemWith(property: string, rule: ViolationRule, text: string): Problem {
  return { property, rule, sentence: `${property} ${text}` };
}

/** Of a request as a whole. */
export function malformed(sentence: string): Problem {
  return { property: null, rule: 'malformed', sentence };
}

/** What the `context` of a decorator of class-validator says of the rule. */
export interface RuleContext {
  rule: ViolationRule;
}
