/** How deep a body may be nested: what walks it calls itself for each level. */
const MAX_DEPTH = 16;

export const NO_OBJECT = 'The body must be one valid JSON object.';

/** Why a parsed body is refused whatever it says; undefined where it is not. */
export function bodyProblemOf(body: unknown, mustBeObject = true): string | undefined {
  if (typeof body !== 'object' || body === null) {
    return mustBeObject ? NO_OBJECT : undefined;
  }
  if (mustBeObject && Array.isArray(body)) {
    return NO_OBJECT;
  }
  return isTooDeep(body) ? `The body must not be nested deeper than ${MAX_DEPTH} levels.` : undefined;
}

function isTooDeep(body: object): boolean {
  let level: object[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === MAX_DEPTH) {
      return true;
    }
    level = level
      .flatMap((parent) => Object.values(parent) as unknown[])
      .filter((child): child is object => typeof child === 'object' && child !== null);
  }
  return false;
}
