import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { nodeFor, Unit } from './unit.js';

const run = promisify(execFile);

const OURS = /(?<!\w)\/(?=opt\/twofold|etc\/|usr\/local\/bin|var\/lib\/twofold)/g;

/** A folder that stands for a machine: it has /opt/twofold, /etc and a systemd that knows how to start and restart copies. */
export class Machine {
  /** What would need the network, or other rights than ours: each is only noted. */
  readonly calls: string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'twofold-machine-'));
  private readonly copies = new Map<string, ChildProcess>();
  private readonly systemd: Server;

  private constructor(private readonly ports: [string, string]) {
    this.systemd = createServer((request, response) => {
      const [command = '', ...words] = decodeURIComponent(request.url?.slice(1) ?? '').split(' ');
      this.calls.push([command, ...words].join(' '));
      const units = command === 'systemctl' ? words.filter((word) => word.startsWith('twofold@')) : [];
      Promise.all(units.map((unit) => this.restart(unit.slice('twofold@'.length)))).then(
        () => response.end(),
        (error: Error) => response.writeHead(500).end(error.message),
      );
    });
  }

  static async start(ports: [string, string]): Promise<Machine> {
    const machine = new Machine(ports);
    machine.systemd.listen(0, '127.0.0.1');
    await once(machine.systemd, 'listening');
    machine.furnish();
    return machine;
  }

  /** What `npm run build` gives. */
  hasBuild(folder: string): void {
    rmSync(this.path('/opt/twofold/dist'), { force: true });
    symlinkSync(resolve(folder, 'dist'), this.path('/opt/twofold/dist'));
  }

  write(path: string, text: string): void {
    writeFileSync(this.path(path), this.here(text));
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  /** @returns what the commands print; the first that fails ends them. */
  async do(commands: string): Promise<string> {
    const PATH = [this.path('/bin'), this.path('/usr/local/bin'), process.env['PATH']].join(':');
    const options = { cwd: this.path('/root'), env: { PATH }, timeout: 250_000 };
    const { stdout } = await run('bash', ['-euc', this.here(commands)], options);
    return stdout;
  }

  /** As by a fire: nothing ends in order, and nothing is left. */
  async lose(): Promise<void> {
    await Promise.all([...this.copies.values()].map((copy) => end(copy, 'SIGKILL')));
    this.systemd.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private furnish(): void {
    const { port } = this.systemd.address() as AddressInfo;
    const folders = [
      '/opt/twofold',
      '/etc/systemd/system',
      '/usr/local/bin',
      '/var/lib/twofold',
      '/bin',
      '/root',
    ];
    folders.forEach((path) => mkdirSync(this.path(path), { recursive: true }));
    for (const name of ['node_modules', 'package.json']) {
      symlinkSync(resolve(name), this.path(`/opt/twofold/${name}`));
    }
    mkdirSync(this.path('/opt/twofold/deploy'));
    for (const name of ['twofold', 'twofold@.service']) {
      this.write(`/opt/twofold/deploy/${name}`, readFileSync(`deploy/${name}`, 'utf8'));
    }
    for (const name of ['npm', 'git', 'useradd', 'systemctl']) {
      const text = `#!/bin/sh\nexec curl --fail-with-body --silent "http://127.0.0.1:${port}/$(echo ${name} "$@" | sed 's/ /%20/g')"\n`;
      writeFileSync(this.path(`/bin/${name}`), text, { mode: 0o755 });
    }
  }

  /** One copy, as the unit says; done when it serves. */
  private async restart(port: string): Promise<void> {
    const unit = new Unit(port, this.path('/etc/systemd/system/twofold@.service'));
    const before = this.copies.get(port);
    if (before) {
      await end(before, unit.setting('KillSignal') as NodeJS.Signals);
    }
    const [program = '', ...args] = unit.setting('ExecStart').split(' ');
    const environment = parseEnv(unit.setting('Environment').replaceAll(' ', '\n'));
    const env = {
      PATH: process.env['PATH'],
      ...environment,
      ...parseEnv(readFileSync(unit.setting('EnvironmentFile'), 'utf8')),
    };
    const copy = spawn(nodeFor(program), args, { cwd: unit.setting('WorkingDirectory'), env });
    this.copies.set(port, copy);
    const log: Buffer[] = [];
    copy.stdout.on('data', (data: Buffer) => log.push(data));
    copy.stderr.on('data', (data: Buffer) => log.push(data));
    const over = new AbortController();
    await Promise.race([
      unit.afterStart(over.signal),
      once(copy, 'close', over).then(() => Promise.reject(new Error(Buffer.concat(log).toString()))),
    ]).finally(() => over.abort());
  }

  private path(path: string): string {
    return join(this.folder, path);
  }

  /** The paths and ports of a sample, as they are here. */
  private here(text: string): string {
    const [first, second] = this.ports;
    return text
      .replace(OURS, `${this.folder}/`)
      .replaceAll('twofold@3000', `twofold@${first}`)
      .replaceAll('twofold@3001', `twofold@${second}`);
  }
}

async function end(copy: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (copy.exitCode === null && copy.signalCode === null) {
    const close = once(copy, 'close');
    copy.kill(signal);
    await close;
  }
}
