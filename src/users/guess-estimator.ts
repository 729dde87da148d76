import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** UTF-16 code units: an estimate of 64 takes up to 20 ms, and one of 256 more than a second. */
const MAX_LENGTH = 64;

let estimator: Promise<ZxcvbnFactory> | undefined;

/**
 * After how many tries an attacker has guessed a password, by the beginning of it: patterns, repetitions, dates, common
 * passwords, names and words (https://www.usenix.org/conference/usenixsecurity16/technical-sessions/presentation/wheeler).
 *
 * @param contextWords what an attacker of this very account tries first.
 */
export async function estimateGuesses(password: string, contextWords: string[]): Promise<number> {
  estimator ??= loadEstimator();
  const words = contextWords.map((word) => word.slice(0, MAX_LENGTH));
  return (await estimator).check(password.slice(0, MAX_LENGTH), words).guesses;
}

/** The dictionaries take 25 MB, so they are loaded when the first password is estimated. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, useLevenshteinDistance: false });
}
