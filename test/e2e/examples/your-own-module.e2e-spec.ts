import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, inject, it, vi } from 'vitest';
import { codeBlocksOf, commandsOf } from '../../support/documentation.js';

vi.setConfig({ testTimeout: 240_000 });

const clone = mkdtempSync(join(tmpdir(), 'twofold-clone-'));
afterAll(() => rmSync(clone, { recursive: true, force: true }));

it('what docs/your-own-module.md says, done in a clone, is a module of its own with a green test', () => {
  for (const part of [
    'src',
    'examples',
    'test/e2e/examples',
    'test/support',
    'openapi.json',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ]) {
    cpSync(part, join(clone, part), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(clone, 'node_modules'));
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, {
      cwd: clone,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NO_COLOR: '1', TEST_DATABASE_URL: inject('postgresUrl') },
    });
  const [copy = ''] = commandsOf('docs/your-own-module.md', 'Your own module, in this repository');
  const modules = codeBlocksOf('docs/your-own-module.md').find(({ language }) => language === 'ts');
  run('sh', '-e', '-c', copy);
  writeFileSync(join(clone, 'src/modules.ts'), modules?.code ?? '');
  expect(run('npx', 'vitest', 'run', 'test/e2e/notes')).toMatch(/Tests +2 passed/);
});
