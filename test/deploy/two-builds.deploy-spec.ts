import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { ServerProcess } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { httpsEnvironment, testKeys } from '../support/test-environment.js';
import { OtherBuild } from './other-build.js';
import { Proxy, type ProxyName } from './proxy.js';

// The certificates of these tests nobody has signed.
process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';

let database: TestDatabase;
let folder: string;
let build: OtherBuild;
let ports: [string, string];
let copies: ServerProcess[];

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'twofold-builds-'));
  build = new OtherBuild();
  ports = [String(await freePort()), String(await freePort())];
  const variables = {
    NODE_ENV: 'test',
    ...testKeys,
    ...httpsEnvironment,
    TRUSTED_PROXIES: '127.0.0.1',
    DATABASE_URL: database.url,
    DATA_DIR: folder,
  };
  copies = [
    await ServerProcess.start({ ...variables, PORT: ports[0] }),
    await ServerProcess.start({ ...variables, PORT: ports[1] }, [], build.folder),
  ];
});
afterAll(async () => {
  await Promise.all(copies.map((copy) => copy.stop()));
  build.remove();
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

/** The files of the document that this copy serves. */
async function assetsOf({ url }: ServerProcess): Promise<string[]> {
  const html = await (await fetch(url)).text();
  return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file ?? '');
}

describe.each<ProxyName>(['nginx', 'caddy'])('two builds behind %s', (name) => {
  let proxy: Proxy;

  beforeAll(async () => {
    proxy = await Proxy.start(name, ports);
  });
  afterAll(() => proxy.stop());

  it('each page has its files, whichever copy is asked for them', async () => {
    const [first = [], second = []] = await Promise.all(copies.map(assetsOf));
    const ofOneBuild = [...first, ...second].filter(
      (file) => !(first.includes(file) && second.includes(file)),
    );
    // Else there is nothing that only one copy has.
    expect(ofOneBuild.length).toBeGreaterThanOrEqual(2);
    for (const file of [...first, ...second]) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => fetch(proxy.url + file)));
      expect([file, ...new Set(answers.map(({ status }) => status))]).toEqual([file, 200]);
    }
  });

  it('a file of no build is a 404 of ours', async () => {
    const answer = await fetch(`${proxy.url}/assets/nothing.js`);
    expect([answer.status, await answer.json()]).toMatchObject([404, { errorCode: 'NOT_FOUND' }]);
  });
});
