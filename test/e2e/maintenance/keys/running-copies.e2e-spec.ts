import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../../../src/clock/clock.js';
import { KeyCheckService } from '../../../../src/maintenance/keys/key-check.service.js';
import { keyName } from '../../../../src/maintenance/keys/key-choice.js';
import { LIFETIME } from '../../../../src/maintenance/keys/copy-records.js';
import { RunningCopiesService } from '../../../../src/maintenance/keys/running-copies.service.js';
import { Environment } from '../../../../src/options/environment.js';
import { TestApp, testKeys } from '../../../support/test-app.js';
import { testEnvironment } from '../../../support/test-environment.js';

const newKey = 'k2:another-key-for-encryption-in-tests-only';
const oldKey = testKeys.ENCRYPTION_KEYS;

describe('copies that run on one database', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ ENCRYPTION_KEYS: `${newKey},${oldKey}` });
  });
  afterAll(() => app.stop());
  afterEach(() => app.dataSource.query('DELETE FROM running_copies'));

  /** Seconds, as the process counts them. */
  let time = 1000;
  beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => time * 1000));
  afterEach(() => void vi.restoreAllMocks());

  async function giveSignsFor(seconds: number): Promise<void> {
    for (const end = time + seconds; time < end; time += 5) {
      await signOfLife();
    }
    await signOfLife();
  }

  const signOfLife = () => app.app.get(RunningCopiesService, { strict: false }).giveSignOfLife();
  const keyForNewWork = () => app.app.get(Environment).ENCRYPTION_KEYS.primary.kid;

  function namesOf(environment: Environment): string[] {
    return (['JWT_ACCESS_TOKEN_SECRET', 'ENCRYPTION_KEYS', 'PASSWORD_PEPPERS'] as const).flatMap((name) =>
      environment[name].keys.map((key) => keyName(name, key)),
    );
  }

  /** As if another process had announced itself so many seconds ago. */
  async function announce(environment: Environment, secondsAgo = 0): Promise<void> {
    await app.dataSource.query(
      `INSERT INTO running_copies VALUES ($1, $2, $2, clock_timestamp() - $3 * interval '1 second')`,
      [randomUUID(), namesOf(environment), secondsAgo],
    );
  }

  it('leave new work under the old key while one of them does not know the new one', async () => {
    await signOfLife();
    expect(keyForNewWork()).toBe('k2');
    await announce(testEnvironment());
    await signOfLife();
    expect(keyForNewWork()).toBe('k1');
    await app.dataSource.query('DELETE FROM running_copies');
    await signOfLife();
    expect(keyForNewWork()).toBe('k2');
  });

  it(`wait for one that was killed for ${LIFETIME} seconds by the clock of the database, and no longer`, async () => {
    await giveSignsFor(LIFETIME + 5);
    await announce(testEnvironment(), LIFETIME - 5);
    await signOfLife();
    expect(keyForNewWork()).toBe('k1');
    await app.dataSource.query(`UPDATE running_copies SET seen_at = seen_at - interval '6 seconds'`);
    await signOfLife();
    expect(keyForNewWork()).toBe('k2');
    expect(await app.dataSource.query('SELECT id FROM running_copies')).toHaveLength(1);
  });

  it('take nobody for dead when the database was away, and all were silent', async () => {
    await giveSignsFor(LIFETIME + 5);
    await announce(testEnvironment());
    await signOfLife();
    expect(keyForNewWork()).toBe('k1');
    await app.dataSource.query(`UPDATE running_copies SET seen_at = seen_at - interval '10 minutes'`);
    time += 600;
    await signOfLife();
    expect(keyForNewWork()).toBe('k1');
    await giveSignsFor(LIFETIME);
    expect(keyForNewWork()).toBe('k2');
  });

  it('do not take another key under the same id for the same key', async () => {
    await announce(testEnvironment({ ENCRYPTION_KEYS: `${newKey}-and-more,${oldKey}` }));
    await signOfLife();
    expect(keyForNewWork()).toBe('k1');
  });

  it('name the key of before for one more turn, since what is under way may be under it', async () => {
    const writes = async (): Promise<string[]> => {
      const [row] = await app.dataSource.query('SELECT writes FROM running_copies');
      return row.writes
        .filter((name: string) => name.startsWith('ENCRYPTION_KEYS:'))
        .map((name: string) => name.split(':')[1]);
    };
    await announce(testEnvironment());
    await signOfLife();
    await app.dataSource.query('DELETE FROM running_copies');
    await signOfLife();
    expect(await writes()).toEqual(['k2', 'k1']);
    await signOfLife();
    expect(await writes()).toEqual(['k2']);
  });

  it('that start at once with different keys never write what another one that was let in cannot read', async () => {
    await app.dataSource.query('DELETE FROM used_keys');
    const lists = [`${newKey},${oldKey}`, oldKey, newKey, `${oldKey},${newKey}`];
    const copies = Array.from({ length: 24 }, (_, index) => {
      const environment = testEnvironment({ ENCRYPTION_KEYS: lists[index % lists.length] as string });
      const keyCheck = { refuseWrongKeys: () => Promise.resolve() } as unknown as KeyCheckService;
      return {
        environment,
        service: new RunningCopiesService(app.dataSource, keyCheck, new Clock(), environment),
      };
    });
    // So that they have all connections at once.
    await Promise.all(copies.map(() => app.dataSource.query('SELECT pg_sleep(0.2)')));
    const starts = await Promise.allSettled(copies.map(({ service }) => service.onModuleInit()));
    const letIn = copies.filter((_, index) => starts[index]?.status === 'fulfilled');
    expect(letIn.length).toBeGreaterThan(11);
    expect(letIn.length).toBeLessThan(24);
    const expectAllReadAll = () => {
      for (const { environment: writer } of letIn) {
        const { kid } = writer.ENCRYPTION_KEYS.primary;
        expect(letIn.every(({ environment }) => environment.ENCRYPTION_KEYS.byId.has(kid))).toBe(true);
      }
    };
    expectAllReadAll();
    await Promise.all(letIn.map(({ service }) => service.giveSignOfLife()));
    expectAllReadAll();
    await Promise.all(letIn.map(({ service }) => service.onApplicationShutdown()));
  });
});
