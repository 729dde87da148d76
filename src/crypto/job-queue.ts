import { availableParallelism } from 'node:os';
import { ServiceUnavailableException } from '../errors/common.exceptions.js';

const THREADS_LEFT_FOR_IO = 2;

/**
 * How many CPU-bound jobs may run on libuv's pool at a time: one per core, and never so many that file system
 * and DNS calls, which share the pool, wait behind them.
 */
export function maxParallelJobs(libuvThreads: number, cores = availableParallelism()): number {
  return Math.max(1, Math.min(cores, libuvThreads - THREADS_LEFT_FOR_IO));
}

/** Runs jobs a few at a time behind a bounded queue; when that is full, a further job fails at once. */
export class JobQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly maxRunning: number,
    private readonly maxWaiting: number,
    /** How long one job takes, about, in seconds. */
    private readonly secondsPerJob: number,
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
    try {
      return await job();
    } finally {
      const next = this.waiting.shift();
      if (next) {
        next();
      } else {
        this.running--;
      }
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= this.maxWaiting) {
      throw new ServiceUnavailableException(
        Math.ceil((this.maxWaiting * this.secondsPerJob) / this.maxRunning),
      );
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
