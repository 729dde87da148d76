import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Account } from '../../support/account.js';
import { ServerProcess } from '../../support/server-process.js';

let directory: string;
let server: ServerProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-start-message-'));
  server = await ServerProcess.start({ DATA_DIR: directory, BCRYPT_COST: '10' });
});
afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

/** What the server printed behind a label. */
async function printed(label: string): Promise<string> {
  return vi.waitFor(
    () => {
      const line = server.output.find((each) => each.trim().startsWith(`${label} `));
      return line?.trim().slice(label.length).trim() ?? expect.fail(server.output.join('\n'));
    },
    { timeout: 10_000 },
  );
}

it.each([
  ['Account pages', '/assets/index-'],
  ['Swagger UI', 'swagger-ui-bundle.js'],
])('a start prints the address of the %s', async (label, script) => {
  const answer = await fetch(await printed(label));
  expect(await answer.text()).toContain(script);
});

it('a start prints the folders in which data and mails are', async () => {
  await Account.register(server.browser(), 'alice@example.com');
  const [data, mails] = [await printed('Data'), await printed('Mails')];
  expect(data).toBe(directory);
  await vi.waitFor(async () => expect(await readdir(mails)).toHaveLength(1), { timeout: 10_000 });
});
