import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BackgroundJob } from '../../../src/jobs/background-job.js';

describe('BackgroundJob', () => {
  it('runs once more for what was asked for while it ran, and never twice at a time', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const job = new BackgroundJob(
      'test',
      async () => {
        most = Math.max(most, ++running);
        runs++;
        await setImmediate();
        running--;
      },
      60,
    );
    job.runNow();
    job.runNow();
    job.runNow();
    await job.idle();
    expect({ runs, most }).toEqual({ runs: 2, most: 1 });
  });

  it('goes on after a failure', async () => {
    let runs = 0;
    const job = new BackgroundJob(
      'test',
      () => (runs++ === 0 ? Promise.reject(new Error('once')) : Promise.resolve()),
      60,
    );
    job.runNow();
    await job.idle();
    job.runNow();
    await job.idle();
    expect(runs).toBe(2);
  });

  it('does nothing after it was stopped', async () => {
    let runs = 0;
    const job = new BackgroundJob('test', () => Promise.resolve(void runs++), 60);
    await job.stop();
    job.runNow();
    await job.idle();
    expect(runs).toBe(0);
  });
});
