import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../support/free-port.js';

const run = promisify(execFile);

const compilerOptions = {
  module: 'nodenext',
  target: 'es2023',
  strict: true,
  strictPropertyInitialization: false,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  skipLibCheck: true,
  types: [],
};

/** @returns the path of the package as it would be published, in a folder that is called as a clone is. */
export async function pack(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'twofold-package-')), 'twofold');
  await mkdir(folder);
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder]);
  const report = JSON.parse(stdout.slice(stdout.indexOf('\n[') + 1 || 0)) as { filename: string }[];
  return join(folder, report[0]?.filename ?? '');
}

/** An application in a folder of its own, with the package installed. */
export class Host {
  private process: ChildProcess | undefined;
  output = '';

  private constructor(
    readonly folder: string,
    readonly url: string,
    private readonly port: number,
  ) {}

  /**
   * @param packages the folder of the package, beside which the application gets one.
   * @param command installs the package from there.
   */
  static async install(fixture: string, packages: string, command: string): Promise<Host> {
    const folder = join(packages, '..', fixture);
    await cp(join('test/hosts/fixtures', fixture), folder, { recursive: true });
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['main.ts'] }));
    const quiet = { npm_config_audit: 'false', npm_config_fund: 'false', npm_config_loglevel: 'error' };
    await run('sh', ['-euc', command], { cwd: folder, env: { ...process.env, ...quiet } });
    // The host's types are checked on the way.
    await cp('node_modules/@types/node', join(folder, 'node_modules/@types/node'), { recursive: true });
    await run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', '.', '--types', 'node'], {
      cwd: folder,
    });
    const port = await freePort();
    return new Host(folder, `http://localhost:${port}`, port);
  }

  /** Resolves when it listens; rejects with what it said when it ends before. */
  async start(variables: Record<string, string> = {}): Promise<void> {
    const child = spawn(process.execPath, ['main.js'], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'], PORT: String(this.port), ...variables },
    });
    this.process = child;
    this.output = '';
    const isUp = new Promise<void>((resolveUp, reject) => {
      const hear = (data: Buffer) => {
        this.output += data.toString();
        if (this.output.includes('successfully started')) {
          resolveUp();
        }
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('close', () => reject(new Error(this.output)));
    });
    await isUp;
    // It says so before it listens.
    while (!(await this.answers())) {
      await wait(50);
    }
  }

  private answers(): Promise<boolean> {
    return fetch(this.url).then(
      () => true,
      () => false,
    );
  }

  /** @returns the exit code, or the signal. */
  async stop(): Promise<number | string> {
    const { process: child } = this;
    this.process = undefined;
    if (!child || child.exitCode !== null) {
      return child?.exitCode ?? 'not running';
    }
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    const [code, signal] = (await closed) as [number | null, string];
    return code ?? signal;
  }

  /** Of the programs that npm installed, in the host's folder. */
  async npm(...args: string[]): Promise<string> {
    const { stdout } = await run('npm', args, { cwd: this.folder });
    return stdout;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
