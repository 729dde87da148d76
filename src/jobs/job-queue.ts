import { availableParallelism } from 'node:os';
import { ServiceUnavailableException } from '../errors/common.exceptions.js';

const THREADS_LEFT_FOR_IO = 2;
/** Seconds: well before the client, a proxy, or our own server gives a silent connection up. */
const LONGEST_WAIT = 10;
/** The weight of the newest job in the average. */
const SMOOTHING = 0.1;

/**
 * How many CPU-bound jobs may run on libuv's pool at a time: one per core, and never so many that file system
 * and DNS calls, which share the pool, wait behind them.
 */
export function maxParallelJobs(libuvThreads: number, cores = availableParallelism()): number {
  return Math.max(1, Math.min(cores, libuvThreads - THREADS_LEFT_FOR_IO));
}

/**
 * The share of the waiting places that the jobs of one key may hold. Turns alone keep one from delaying others; this keeps
 * places for them, and lets an office behind one address, or a test, log in 50 times at once.
 */
const KEY_SHARE = 3 / 4;

interface WaitingJob {
  keys: readonly string[];
  /** The round in which its turn comes. */
  round: number;
  begin: () => void;
}

/**
 * Runs jobs a few at a time behind a queue, which is bounded in number and in time: where a further job would wait too
 * long, by what the last ones took, it fails at once. Those that wait take turns: each key (an account, an address) has one
 * job in a round, as in start-time fair queueing (https://doi.org/10.1109/90.649569), so whoever sends many waits for them
 * alone.
 */
export class JobQueue {
  private running = 0;
  /** In the order in which they came. */
  private readonly waiting: WaitingJob[] = [];
  private round = 0;
  /** The round of the last job of each key, where it is still to come. */
  private readonly lastRoundOf = new Map<string, number>();

  constructor(
    private readonly maxRunning: number,
    private readonly maxWaiting: number,
    /** How long one job takes, about, in seconds; corrected by each that has run. */
    private secondsPerJob: number,
  ) {}

  get length(): number {
    return this.waiting.length;
  }

  /**
   * @param keys who the job is for, all of whom take turns with others; a job without one takes none of a key's turns.
   * @throws ServiceUnavailableException with the seconds until the queue will have drained.
   */
  async run<T>(job: () => Promise<T>, keys: readonly string[] = []): Promise<T> {
    if (this.running >= this.maxRunning) {
      await this.turn(keys);
    } else {
      this.running++;
    }
    const start = performance.now();
    try {
      return await job();
    } finally {
      this.secondsPerJob += SMOOTHING * ((performance.now() - start) / 1000 - this.secondsPerJob);
      this.passOn();
    }
  }

  private turn(keys: readonly string[]): Promise<void> {
    // Not the present one, which new keys would keep from ever ending.
    const round = 1 + Math.max(this.round, ...keys.map((key) => this.lastRoundOf.get(key) ?? 0));
    // Only what comes before its turn counts, or one key's many slow jobs would shut all others out.
    const before = this.waiting.filter((job) => job.round <= round).length;
    const seconds = (before * this.secondsPerJob) / this.maxRunning;
    const isFull = this.waiting.length >= this.maxWaiting || seconds >= LONGEST_WAIT;
    if (isFull || keys.some((key) => this.hasItsShare(key))) {
      throw new ServiceUnavailableException(Math.ceil(seconds));
    }
    keys.forEach((key) => this.lastRoundOf.set(key, round));
    return new Promise((resolve) => this.waiting.push({ keys, round, begin: resolve }));
  }

  private hasItsShare(key: string): boolean {
    const waiting = this.waiting.filter(({ keys }) => keys.includes(key)).length;
    return waiting >= Math.max(1, this.maxWaiting * KEY_SHARE);
  }

  /** To the first of the earliest round. */
  private passOn(): void {
    const round = Math.min(...this.waiting.map((job) => job.round));
    const index = this.waiting.findIndex((job) => job.round === round);
    const [next] = index < 0 ? [] : this.waiting.splice(index, 1);
    if (!next) {
      this.running--;
      return;
    }
    this.round = round;
    for (const [key, last] of this.lastRoundOf) {
      if (last <= round) {
        this.lastRoundOf.delete(key);
      }
    }
    next.begin();
  }
}
