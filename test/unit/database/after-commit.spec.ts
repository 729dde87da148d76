import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { afterCommit } from '../../../src/database/after-commit.js';
import { dataSourceOptions } from '../../../src/database/data-source.options.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions({ url: database.url })).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

it('what is to be done after a commit is done then, once for each key', async () => {
  const [one, other] = [vi.fn(), vi.fn()];
  await dataSource.transaction(async (manager) => {
    afterCommit(manager, 'one', one);
    afterCommit(manager, 'one', one);
    afterCommit(manager, 'other', other);
    await manager.query('SELECT 1');
    expect(one).not.toHaveBeenCalled();
  });
  expect(one).toHaveBeenCalledOnce();
  expect(other).toHaveBeenCalledOnce();
});

it('is not done where the transaction is rolled back', async () => {
  const work = vi.fn();
  const failing = dataSource.transaction((manager) => {
    afterCommit(manager, 'one', work);
    return Promise.reject(new Error('no'));
  });
  await expect(failing).rejects.toThrow('no');
  await dataSource.transaction((manager) => manager.query('SELECT 1'));
  expect(work).not.toHaveBeenCalled();
});

it('is done at once where there is no transaction', () => {
  const work = vi.fn();
  afterCommit(dataSource.manager, 'one', work);
  expect(work).toHaveBeenCalledOnce();
});
