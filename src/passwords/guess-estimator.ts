import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** UTF-16 code units: an estimate of 64 takes up to 20 ms, and one of 256 more than a second. */
const MAX_LENGTH = 64;
/** What an attacker tries in a few days at the rate of a bad day; three random words need a million times as many. */
const MAX_GUESSES = 1e8;

let estimator: Promise<ZxcvbnFactory> | undefined;

/**
 * Whether an attacker soon gets to this password, by the beginning of it: patterns, repetitions, dates, common passwords,
 * names and words (https://www.usenix.org/conference/usenixsecurity16/technical-sessions/presentation/wheeler). The account
 * pages ask it as well, so it needs nothing of Node.js.
 *
 * @param context what an attacker of this very account tries first: its e-mail address, names of the service.
 */
export async function isEasyToGuess(password: string, context: string[]): Promise<boolean> {
  estimator ??= loadEstimator().catch((error: unknown) => {
    // In a page the connection may be gone; the next key stroke tries again.
    estimator = undefined;
    throw error;
  });
  const words = context.flatMap(withParts).map((word) => word.slice(0, MAX_LENGTH));
  const { guesses } = (await estimator).check(foldPassword(password).slice(0, MAX_LENGTH), words);
  return guesses <= MAX_GUESSES;
}

/** Passwords that differ only in case or in the way an accent is typed are equally easy to guess. */
export function foldPassword(password: string): string {
  return password.normalize('NFC').toLowerCase();
}

/** The words of `alice.liddell@example.com`: itself, `alice.liddell`, `alice`, `liddell`, `example.com`, `example` … */
function withParts(text: string): string[] {
  const folded = foldPassword(text);
  return [folded, ...folded.split('@'), ...folded.split(/[^\p{L}\p{M}\p{N}]+/u)].filter(Boolean);
}

/** The dictionaries take 25 MB, so they are loaded when the first password is estimated. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, useLevenshteinDistance: false });
}
