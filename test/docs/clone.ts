import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ServerProcess } from '../support/server-process.js';

const run = promisify(execFile);

/** A folder that is to a shell what a clone is in which `npm start` runs; its data are its own, and so is the port. */
export class Clone {
  private constructor(
    readonly folder: string,
    private readonly server: ServerProcess,
  ) {}

  static async start(): Promise<Clone> {
    const folder = await mkdtemp(join(tmpdir(), 'twofold-docs-'));
    const data = join(folder, 'data');
    await mkdir(data);
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
    const server = await ServerProcess.start({
      PUBLIC_URL: 'http://localhost:3000',
      DATA_DIR: data,
      BCRYPT_COST: '10',
    });
    // Port 3000 may be somebody else's, so it is curl that takes it for this one.
    const { host } = new URL(server.url);
    await writeFile(join(folder, '.curlrc'), `connect-to = "localhost:3000:${host}"\n`);
    return new Clone(folder, server);
  }

  /** @returns the lines that the commands print; the first that fails ends them. */
  async do(commands: string): Promise<string[]> {
    const { PATH } = process.env;
    const { stdout } = await run('sh', ['-euc', commands], {
      cwd: this.folder,
      env: { PATH, CURL_HOME: this.folder },
      timeout: 60_000,
    });
    return stdout.split('\n').filter(Boolean);
  }

  async remove(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
