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
 * Runs jobs a few at a time behind a queue, which is bounded in number and in time: where a further job would wait too
 * long, by what the last ones took, it fails at once.
 */
export class JobQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly maxRunning: number,
    private readonly maxWaiting: number,
    /** How long one job takes, about, in seconds; corrected by each that has run. */
    private secondsPerJob: number,
  ) {}

  get length(): number {
    return this.waiting.length;
  }

  /** @throws ServiceUnavailableException with the seconds until the queue will have drained. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.running >= this.maxRunning) {
      await this.turn();
    } else {
      this.running++;
    }
    const start = performance.now();
    try {
      return await job();
    } finally {
      this.secondsPerJob += SMOOTHING * ((performance.now() - start) / 1000 - this.secondsPerJob);
      const next = this.waiting.shift();
      if (next) {
        next();
      } else {
        this.running--;
      }
    }
  }

  private turn(): Promise<void> {
    const seconds = (this.waiting.length * this.secondsPerJob) / this.maxRunning;
    if (this.waiting.length >= this.maxWaiting || seconds >= LONGEST_WAIT) {
      throw new ServiceUnavailableException(Math.ceil(seconds));
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
