import { Logger } from '@nestjs/common';

/** How long a shutdown waits for work that is under way; all of it survives being cut off. Milliseconds. */
const STOP_TIMEOUT = 2000;

/**
 * Work that is done at an interval, and at once when somebody asks for it; never twice at a time in this process. What
 * it throws is logged, and the next turn tries again.
 */
export class BackgroundJob {
  private readonly logger = new Logger('BackgroundJob');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isAskedFor = false;
  /** Whether long work is to end with its next step. */
  isStopped = false;

  constructor(
    private readonly name: string,
    private readonly work: () => Promise<void>,
    /** Seconds. */
    private readonly interval: number,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.runNow(), this.interval * 1000).unref();
  }

  /** Asks for the work to be done now, or once more where it is under way. */
  runNow(): void {
    if (this.isStopped) {
      return;
    }
    this.isAskedFor = true;
    this.running ??= this.runWhileAskedFor();
  }

  /** Resolves when nothing is under way and nothing is asked for. */
  async idle(): Promise<void> {
    while (this.running) {
      await this.running;
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await Promise.race([this.running, new Promise((resolve) => setTimeout(resolve, STOP_TIMEOUT).unref())]);
  }

  private async runWhileAskedFor(): Promise<void> {
    while (this.isAskedFor && !this.isStopped) {
      this.isAskedFor = false;
      try {
        await this.work();
      } catch (error) {
        this.logger.warn('background_job_fail', { job: this.name, reason: (error as Error).message });
      }
    }
    this.running = undefined;
  }
}
