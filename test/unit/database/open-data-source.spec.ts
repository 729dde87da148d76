import { Logger } from '@nestjs/common';
import { expect, test, vi } from 'vitest';
import { openDataSource } from '../../../src/database/open-data-source.js';
import { createTestDatabase } from '../../support/test-database.js';

test('a database that stays away is reported in one line without the password, after the retries', async () => {
  const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  const databaseUrl = 'postgres://me:s3cret@localhost:1/app?password=s3cret';

  const opening = openDataSource({ databaseUrl, dataDirectory: '/nowhere', retryDelays: [1, 1] });

  await expect(opening).rejects.toThrow(
    /^DATABASE_URL postgres:\/\/me@localhost:1\/app cannot be reached: .*ECONNREFUSED.*\.$/,
  );
  expect(warn).toHaveBeenCalledTimes(2);
  expect(JSON.stringify(warn.mock.calls)).not.toContain('s3cret');
});

test('a server that is there and refuses us is reported at once, since no waiting changes that', async () => {
  const database = await createTestDatabase();
  await database.drop();

  const opening = openDataSource({
    databaseUrl: database.url,
    dataDirectory: '/nowhere',
    retryDelays: [3_600_000],
  });

  await expect(opening).rejects.toThrow(/cannot be reached: .*does not exist\.$/);
});

test('so is one that does not speak TLS', async () => {
  const database = await createTestDatabase();

  const opening = openDataSource({
    databaseUrl: `${database.url}?sslmode=require`,
    dataDirectory: '/nowhere',
    retryDelays: [3_600_000],
  });

  await expect(opening).rejects.toThrow('cannot be reached: The server does not support SSL connections.');
  await database.drop();
});

test('a database that is there is connected and migrated', async () => {
  const database = await createTestDatabase();
  const dataSource = await openDataSource({ databaseUrl: database.url, dataDirectory: '/nowhere' });

  await expect(dataSource.query('SELECT count(*) FROM migrations')).resolves.toHaveLength(1);

  await dataSource.destroy();
  await database.drop();
});
