import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { operations } from '../../fuzz/openapi-operations.js';
import { Actor, type Correctness, DeletionRace, withoutTimeouts } from '../../support/deletion-race.js';
import { TestApp } from '../../support/test-app.js';
import { freezeClock } from '../../support/test-clock.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let app: TestApp;
let race: DeletionRace;

beforeAll(async () => {
  freezeClock();
  database = await createTestDatabase();
  app = await TestApp.start({ DATABASE_URL: database.url });
  await withoutTimeouts(app);
  race = await DeletionRace.on(database.url);
});
afterAll(async () => {
  vi.useRealTimers();
  await race.end();
  await app.stop();
  await database.drop();
});

const cases = operations.flatMap((operation) =>
  (['right', 'wrong'] as const)
    .filter((correctness) => correctness === 'right' || operation.body)
    .map((correctness): [string, Correctness, typeof operation] => [operation.name, correctness, operation]),
);

describe('whose account is deleted in the middle of a request is answered as nobody, and never with a fault', () => {
  it.each(cases)('%s (%s)', { timeout: 600_000 }, async (_, correctness, operation) => {
    const deadlocks = await race.deadlocks();
    const answers: string[] = [];
    let actor: Actor | undefined;
    for (const table of race.tables) {
      actor ??= await Actor.create(app);
      const request = await actor.prepare(operation, correctness);
      const { answer, isHeldUp } = await race.run(table, actor.account.email, request);
      answers.push(`${table}: ${answer.status}`);
      if (isHeldUp) {
        const { browser } = actor;
        await vi.waitFor(async () => expect((await browser.get('/authentication')).status).toBe(401), {
          timeout: 10_000,
        });
      }
      actor = isHeldUp || operation.method !== 'GET' ? undefined : actor;
    }
    expect(answers.filter((answer) => / 5..$/.test(answer))).toEqual([]);
    expect(await race.deadlocks()).toBe(deadlocks);
  });

  it.each(cases)('%s (%s), at the same time as DELETE /account', async (_, correctness, operation) => {
    const actor = await Actor.create(app);
    const request = await actor.prepare(operation, correctness);
    const deletion = () => actor.browser.copy().delete('/account', { password: actor.account.password });
    const answers = await Promise.all([request(), deletion(), request(), deletion(), request()]);
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
  });
});
