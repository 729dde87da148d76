import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { codeBlocksOf, commandsOf } from '../support/documentation.js';

const run = promisify(execFile);

let folder: string;
afterEach(() => rm(folder, { recursive: true, force: true }));

it("docs/frontend.md's client compiles in a new folder, with the types that its command makes", async () => {
  const [command = ''] = commandsOf('docs/frontend.md', 'A typed client');
  const client = codeBlocksOf('docs/frontend.md').find(({ language }) => language === 'ts');
  folder = await mkdtemp(join(tmpdir(), 'twofold-frontend-'));
  await copyFile('openapi.json', join(folder, 'openapi.json'));
  // Where `npx` looks first: the versions of the lock file.
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  const { PATH, HOME } = process.env;
  const options = { cwd: folder, env: { PATH, HOME, npm_config_offline: 'true' } };
  await run('sh', ['-euc', command], options);

  await writeFile(join(folder, 'client.ts'), client?.code ?? '');
  const flags = ['--strict', '--noEmit', '--module', 'esnext', '--moduleResolution', 'bundler'];
  const compile = run('npx', ['tsc', ...flags, 'client.ts', 'schema.d.ts'], options);
  await expect(compile.catch(({ stdout }: { stdout: string }) => stdout)).resolves.toMatchObject({
    stdout: '',
  });
});
