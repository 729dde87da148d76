import type { Mutant } from './mutant.js';

/** What `npm run mutate` was asked for: so many at random, or those whose promise or file has all these words; all, if nothing. */
export function chosenOf(mutants: Mutant[], { random, seed, words }: Choice): Mutant[] {
  if (random !== undefined) {
    return shuffled(mutants, Number(seed)).slice(0, Number(random));
  }
  return mutants.filter(({ promise, file }) => words.every((word) => `${promise} ${file}`.includes(word)));
}

export interface Choice {
  random?: string | undefined;
  seed?: string | undefined;
  words: string[];
}

/** The same order for the same seed. */
function shuffled<T>(items: T[], seed: number): T[] {
  let state = seed;
  // Mulberry32.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return (bits ^ (bits >>> 14)) >>> 0;
  };
  return items
    .map((item) => ({ item, order: next() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
