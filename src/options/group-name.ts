/** What a group may be called. Lower case only, so that no two names look alike, and without a comma: lists of them have commas. */
const GROUP_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

export const GROUP_NAME_RULE =
  'must have 1 to 64 lower-case letters, digits, dots, dashes or underscores, and begin with a letter or a digit';

export function isGroupName(text: string): boolean {
  return GROUP_NAME.test(text);
}
