import { setTimeout as wait } from 'node:timers/promises';
import { runCommand } from '../support/command-line.js';
import type { Random } from './random.js';
import { ACCESS_TOKEN_LIFETIME, type Site } from './site.js';

/** Milliseconds until a new key must be in use everywhere; the record of a killed copy, which does not know it, lives for 30 s. */
const ROTATED_WITHIN = 120_000;
/** Milliseconds after which nothing is under the old keys: the copies hear of the new ones in 5 s, and a little is for them to be late. */
const OLD_KEYS_IN_USE = (ACCESS_TOKEN_LIFETIME + 15) * 1000;

/** Minutes from which on there is time for a copy that is left alone for long enough to see that nothing grows. */
export const LONG = 20;

export type Disturbance = [name: string, happen: (site: Site) => Promise<unknown>];

const first = 0;
const second = 1;

const ofFirst: Disturbance[] = [
  ['SIGTERM, restart of the first copy', (site) => site.restart(first)],
  ['kill -9 of the first copy', (site) => site.kill(first)],
];
const others: Disturbance[] = [
  ['SIGTERM, restart of the second copy', (site) => site.restart(second)],
  ['kill -9 of the second copy', (site) => site.kill(second)],
  ['PostgreSQL, fast restart', (site) => site.restartPostgres('fast')],
  ['PostgreSQL, immediate restart', (site) => site.restartPostgres('immediate')],
];

/** All three keys are changed: docs/keys.md. */
function keyChange(): Disturbance[] {
  let rotatedAt = 0;
  return [
    ['new keys in front, both copies restarted', (site) => restartWith(site, () => site.keys.addNew())],
    [
      'keys rotate',
      async (site) => {
        await rotate(site);
        rotatedAt = Date.now();
      },
    ],
    [
      'old keys taken out, both copies restarted',
      async (site) => {
        await wait(Math.max(0, rotatedAt + OLD_KEYS_IN_USE - Date.now()));
        await rotate(site);
        await restartWith(site, () => site.keys.removeOld());
      },
    ],
  ];
}

async function restartWith(site: Site, change: () => void): Promise<void> {
  change();
  await site.restart(first);
  await site.restart(second);
}

async function rotate(site: Site): Promise<void> {
  const deadline = Date.now() + ROTATED_WITHIN;
  for (;;) {
    const { exitCode, stderr } = await runCommand(['keys', 'rotate'], site.settings());
    if (exitCode === 0) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`keys rotate was refused for ${ROTATED_WITHIN} ms: ${stderr}`);
    }
    await wait(2000);
  }
}

/** Everything, in any order, with the three steps of a change of keys in between. */
function storm(random: Random, rounds: number): Disturbance[] {
  const all = Array.from({ length: rounds }, () => random.shuffle([...ofFirst, ...others])).flat();
  // One of the first two and one of the last two go before and after it.
  const places = [1, Math.floor(all.length / 2), all.length - 1];
  keyChange().forEach((step, index) => all.splice((places[index] as number) + index, 0, step));
  return all;
}

/** The first copy is left alone. */
function calm(random: Random, rounds: number): Disturbance[] {
  return Array.from({ length: rounds }, () => random.shuffle(others)).flat();
}

interface Act {
  /** Of the whole time. */
  share: number;
  disturbances: Disturbance[];
}

/** What happens in so many minutes. */
export function plan(minutes: number, random: Random): Act[] {
  if (minutes < LONG) {
    return [{ share: 1, disturbances: storm(random, Math.max(1, Math.floor(minutes / 3))) }];
  }
  return [
    { share: 0.22, disturbances: storm(random, 1) },
    { share: 0.55, disturbances: calm(random, Math.ceil(minutes / 8)) },
    { share: 0.23, disturbances: storm(random, 1) },
  ];
}

/** Lets an act happen at random moments of its time. Where the machine is slow it takes longer, and leaves nothing out. */
export async function perform(
  { disturbances }: Act,
  milliseconds: number,
  random: Random,
  happen: (disturbance: Disturbance) => Promise<void>,
): Promise<void> {
  const end = Date.now() + milliseconds;
  for (const [index, disturbance] of disturbances.entries()) {
    const left = Math.max(0, end - Date.now()) / (disturbances.length - index + 1);
    await wait(left * random.between(0.2, 1.2));
    await happen(disturbance);
  }
  await wait(Math.max(0, end - Date.now()));
}
