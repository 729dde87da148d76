import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { ServerProcess } from '../../support/server-process.js';
import { createTestDatabase } from '../../support/test-database.js';

vi.setConfig({ testTimeout: 60_000 });

it.each([
  ['PORT', 'HOST and PORT'],
  ['METRICS_PORT', 'METRICS_HOST and METRICS_PORT'],
])('a %s that is taken stops the start, and the last line names %s', async (variable, name) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const database = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'twofold-taken-port-'));
  const start = ServerProcess.start({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    [variable]: String(port),
  });
  await expect(start).rejects.toThrow(
    new RegExp(
      `FATAL \\[Twofold\\] ${name} cannot be listened on \\(EADDRINUSE 127\\.0\\.0\\.1:${port}\\)\\.$`,
    ),
  );
  taken.close();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});
