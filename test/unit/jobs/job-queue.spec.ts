import { describe, expect, it, vi } from 'vitest';
import { ServiceUnavailableException } from '../../../src/errors/common.exceptions.js';
import { JobQueue, maxParallelJobs } from '../../../src/jobs/job-queue.js';

/** A job that ends when it is told to. */
function manualJob<T>(value: T) {
  let finish!: () => void;
  let fail!: (error: Error) => void;
  const state = { started: false };
  const promise = new Promise<T>((resolve, reject) => {
    finish = () => resolve(value);
    fail = reject;
  });
  const run = () => {
    state.started = true;
    return promise;
  };
  return { run, finish, fail, state };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the queue', () => {
  it('runs so many jobs at a time and the others in their order', async () => {
    const queue = new JobQueue(2, 10, 1);
    const jobs = ['a', 'b', 'c', 'd'].map(manualJob);
    const results = jobs.map((job) => queue.run(job.run));
    await settled();
    expect(jobs.map(({ state }) => state.started)).toEqual([true, true, false, false]);
    expect(queue.length).toBe(2);
    jobs[1]?.finish();
    await settled();
    expect(jobs.map(({ state }) => state.started)).toEqual([true, true, true, false]);
    jobs.forEach((job) => job.finish());
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
    expect(queue.length).toBe(0);
  });

  it('refuses at once when it is full, and says when to come back', async () => {
    const queue = new JobQueue(1, 3, 2);
    const jobs = ['a', 'b', 'c', 'd'].map(manualJob);
    const results = jobs.map((job) => queue.run(job.run));
    const late = manualJob('late');
    const refusal = await queue.run(late.run).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ServiceUnavailableException);
    expect((refusal as ServiceUnavailableException).retryAfter).toBe(6);
    expect(late.state.started).toBe(false);
    jobs.forEach((job) => job.finish());
    await Promise.all(results);
    expect(await queue.run(() => Promise.resolve('room again'))).toBe('room again');
  });

  it('is shorter where jobs take longer, so that nobody waits for more than ten seconds', async () => {
    const queue = new JobQueue(1, 64, 4);
    const jobs = ['a', 'b', 'c', 'd'].map(manualJob);
    const results = jobs.map((job) => queue.run(job.run));
    expect(queue.length).toBe(3);
    await expect(queue.run(manualJob('late').run)).rejects.toMatchObject({ retryAfter: 12 });
    jobs.forEach((job) => job.finish());
    await Promise.all(results);
  });

  it('learns how long jobs take', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(0);
    const queue = new JobQueue(1, 64, 0.1);
    for (let job = 1; job <= 50; job++) {
      await queue.run(() => Promise.resolve(now.mockReturnValue(job * 4000)));
    }
    now.mockRestore();
    const jobs = ['a', 'b', 'c', 'd'].map(manualJob);
    const results = jobs.map((job) => queue.run(job.run));
    await expect(queue.run(manualJob('late').run)).rejects.toMatchObject({ retryAfter: 12 });
    jobs.forEach((job) => job.finish());
    await Promise.all(results);
  });

  it('frees exactly one place when a job fails, in whatever way', async () => {
    const queue = new JobQueue(1, 10, 1);
    const failing = manualJob('never');
    const next = manualJob('next');
    const last = manualJob('last');
    const failed = queue.run(failing.run);
    const results = [queue.run(next.run), queue.run(last.run)];
    failing.fail(new Error('broken'));
    await expect(failed).rejects.toThrow('broken');
    expect([next.state.started, last.state.started]).toEqual([true, false]);
    next.finish();
    last.finish();
    expect(await Promise.all(results)).toEqual(['next', 'last']);
    const throwing = queue.run(() => {
      throw new Error('at once');
    });
    await expect(throwing).rejects.toThrow('at once');
    const [one, two] = [manualJob(1), manualJob(2)];
    void queue.run(one.run);
    const second = queue.run(two.run);
    await settled();
    expect([one.state.started, two.state.started]).toEqual([true, false]);
    one.finish();
    two.finish();
    expect(await second).toBe(2);
  });

  it.each(['account', 'address'])('lets one %s hold three quarters of its places at most', async (shared) => {
    const queue = new JobQueue(1, 8, 0.1);
    const keysOf = (index: number) => [shared, `other ${index}`];
    const jobs = Array.from({ length: 7 }, (_, index) => manualJob(String(index)));
    const results = jobs.map((job, index) => queue.run(job.run, keysOf(index)));
    await expect(queue.run(manualJob('one too many').run, keysOf(7))).rejects.toThrow(
      ServiceUnavailableException,
    );
    const stranger = queue.run(() => Promise.resolve('served'), ['somebody', 'elsewhere']);
    expect(queue.length).toBe(7);
    jobs.forEach((job) => job.finish());
    await Promise.all(results);
    expect(await stranger).toBe('served');
    expect(await queue.run(() => Promise.resolve('room again'), keysOf(8))).toBe('room again');
  });

  it('does not count what waits behind a turn: many slow jobs of one key shut nobody else out', async () => {
    const queue = new JobQueue(1, 64, 1);
    const running = manualJob('running');
    const results = [queue.run(running.run, ['flooder'])];
    for (let index = 0; index < 10; index++) {
      results.push(queue.run(() => Promise.resolve('flood'), ['flooder']));
    }
    await expect(queue.run(() => Promise.resolve('late'), ['flooder'])).rejects.toThrow(
      ServiceUnavailableException,
    );
    const calm = queue.run(() => Promise.resolve('calm'), ['calm']);
    running.finish();
    await Promise.all(results);
    expect(await calm).toBe('calm');
  });

  it('serves accounts and addresses by turns, and each in the order of its jobs', async () => {
    const queue = new JobQueue(1, 64, 0.01);
    const order: string[] = [];
    const run = (name: string, ...keys: string[]) =>
      queue.run(() => Promise.resolve(void order.push(name)), keys);
    const running = manualJob('running');
    const results = [
      queue.run(running.run),
      ...[1, 2, 3, 4].map((index) => run(`flood ${index}`, 'flooder', 'there')),
      ...[1, 2].map((index) => run(`calm ${index}`, 'calm', 'here')),
      run('newcomer', 'newcomer', 'elsewhere'),
      run('neighbour', 'neighbour', 'there'),
    ];
    running.finish();
    await Promise.all(results);
    expect(order.join()).toBe('flood 1,calm 1,newcomer,flood 2,calm 2,flood 3,flood 4,neighbour');
  });

  it('lets no newcomers overtake for ever who has been served before', async () => {
    const queue = new JobQueue(1, 64, 0.01);
    const order: string[] = [];
    const jobs = Array.from({ length: 20 }, (_, index) => manualJob(index));
    const newcomer = (index: number) =>
      queue.run(() => jobs[index]?.run() as Promise<number>, [`newcomer ${index}`]);
    const results: Promise<unknown>[] = [newcomer(0)];
    const regular = (name: string) => queue.run(() => Promise.resolve(void order.push(name)), ['regular']);
    results.push(regular('first'), regular('second'));
    for (let index = 1; index < jobs.length; index++) {
      results.push(newcomer(index));
      jobs[index - 1]?.finish();
      await settled();
      if (order.length === 2) {
        break;
      }
    }
    expect(order).toEqual(['first', 'second']);
    jobs.forEach((job) => job.finish());
    expect(queue.length).toBeLessThan(4);
    await Promise.all(results);
  });

  it('lets nobody overtake who waits', async () => {
    const queue = new JobQueue(1, 10, 1);
    const order: string[] = [];
    const job = (name: string) => () => Promise.resolve(void order.push(name));
    const first = queue.run(job('first'));
    const waiting = queue.run(job('waiting'));
    await first;
    await Promise.all([waiting, queue.run(job('newcomer'))]);
    expect(order).toEqual(['first', 'waiting', 'newcomer']);
  });
});

it.each([
  [1, 1],
  [2, 2],
  [3, 2],
  [64, 2],
])('on %i cores there run at most %i jobs, so that threads are left for files and names', (cores, jobs) => {
  expect(maxParallelJobs(4, cores)).toBe(jobs);
  expect(maxParallelJobs(cores + 2, cores)).toBe(cores);
});
