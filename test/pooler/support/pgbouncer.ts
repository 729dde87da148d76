import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Debian's PgBouncer in front of a database. */
export class PgBouncer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
    /** Of the same database, by the way of the pooler. */
    readonly url: string,
  ) {}

  /** @param settings as in `pgbouncer.ini`. */
  static async before(databaseUrl: string, settings: Record<string, string | number>): Promise<PgBouncer> {
    const database = new URL(databaseUrl);
    const url = new URL(databaseUrl);
    url.port = String(await freePort());
    const directory = await mkdtemp(join(tmpdir(), 'twofold-pgbouncer-'));
    const file = (name: string) => join(directory, name);
    const options = {
      listen_addr: url.hostname,
      listen_port: url.port,
      unix_socket_dir: '',
      auth_type: 'scram-sha-256',
      auth_file: file('users.txt'),
      ...settings,
    };
    const lines = Object.entries(options).map(([name, value]) => `${name} = ${value}`);
    const target = `* = host=${database.hostname} port=${database.port}`;
    await writeFile(file('users.txt'), `"${url.username}" "${url.password}"\n`);
    await writeFile(file('pgbouncer.ini'), ['[databases]', target, '[pgbouncer]', ...lines, ''].join('\n'));
    const child = spawn('pgbouncer', [file('pgbouncer.ini')], { ...handOver(directory), stdio: 'pipe' });
    await hasStarted(child);
    return new PgBouncer(child, directory, url.href);
  }

  async stop(): Promise<void> {
    const end = once(this.child, 'close');
    this.child.kill('SIGQUIT');
    await end;
    await rm(this.directory, { recursive: true });
  }
}

/** It does not run as root; `nobody` is on every system. */
function handOver(directory: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) {
    return {};
  }
  execFileSync('chown', ['-R', 'nobody', directory]);
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function hasStarted(child: ChildProcess): Promise<void> {
  const log: string[] = [];
  child.on('error', (error) => log.push(error.message));
  for await (const line of createInterface({ input: child.stderr as NodeJS.ReadableStream })) {
    log.push(line);
    if (line.includes('process up')) {
      // Nobody reads on; without this a full pipe would stop it.
      child.stderr?.resume();
      return;
    }
  }
  throw new Error(`PgBouncer did not start (apt-get install pgbouncer):\n${log.join('\n')}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
