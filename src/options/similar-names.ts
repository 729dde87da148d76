import { EnvironmentError } from './environment.error.js';

/** Words that are anybody's: `HOME` is two letters from `HOST`. */
const MIN_LENGTH = 7;

/**
 * A variable whose name is nearly one of ours is a mistake that nobody would see: what it was to set has its default.
 *
 * @param names of the variables that are set.
 * @throws EnvironmentError
 */
export function refuseSimilarNames(names: string[], known: readonly string[]): void {
  const specific = known.filter(({ length }) => length >= MIN_LENGTH);
  for (const name of names.filter((each) => !known.includes(each))) {
    const inFile = specific.find((each) => name === `${each}_FILE`);
    if (inFile) {
      throw new EnvironmentError(name, `is not a setting: this cannot stand in a file; set ${inFile}`);
    }
    const meant = specific.find((each) => distance(name.toUpperCase(), each) <= toleranceOf(each));
    if (meant) {
      throw new EnvironmentError(name, `is not a setting; did you mean ${meant}`);
    }
  }
}

/**
 * Letters that may differ. In a long name a singular (`TRUSTED_PROXY`) is three from the plural; a short one has neighbours that are
 * anybody's (`APP_HOME`).
 */
function toleranceOf({ length }: string): number {
  return length >= 14 ? 3 : length > 8 ? 2 : 1;
}

/** Levenshtein's, row by row. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] as number) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] as number) + 1, (next[column - 1] as number) + 1));
    }
    row = next;
  }
  return row[to.length] as number;
}
