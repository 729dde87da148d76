import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { Browser } from './browser.js';
import { freePort } from './free-port.js';

const root = join(import.meta.dirname, '../..');

/** The built server as an operator runs it: `node dist/main.js` in a process of its own, without this one's settings. */
export class ServerProcess {
  /** What it has printed, line by line. */
  readonly output: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) {
        createInterface({ input: stream }).on('line', (line) => this.output.push(line));
      }
    }
  }

  /**
   * Resolves when it serves.
   *
   * @param nodeOptions for Node.js itself.
   * @param folder that holds `dist`.
   */
  static async start(
    variables: Record<string, string>,
    nodeOptions: string[] = [],
    folder = root,
  ): Promise<ServerProcess> {
    const port = variables['PORT'] ?? (await freePort());
    const { PATH = '', HOME = '' } = process.env;
    const env = { PATH, HOME, HOST: '127.0.0.1', PORT: String(port), ...variables };
    // Not in the clone, where a developer's .env may lie.
    const child = spawn(process.execPath, [...nodeOptions, join(folder, 'dist/main.js')], {
      env,
      cwd: variables['DATA_DIR'] ?? '/',
    });
    const server = new ServerProcess(child, `http://127.0.0.1:${port}`);
    await server.becomesReady();
    return server;
  }

  browser(): Browser {
    return new Browser(this.url);
  }

  /** The same browser, sent to this process by a load balancer. */
  route(browser: Browser): Browser {
    const here = this.browser();
    browser.cookies.forEach((value, name) => here.cookies.set(name, value));
    return here;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** @returns the exit code after SIGTERM. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGTERM');
      await once(this.child, 'close');
    }
    return this.child.exitCode;
  }

  /** As `kill -9`: nothing in the process can react. */
  async kill(): Promise<void> {
    const end = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await end;
  }

  private async becomesReady(): Promise<void> {
    while (this.child.exitCode === null) {
      const signal = AbortSignal.timeout(1000);
      const answer = await fetch(`${this.url}/health/ready`, { signal }).catch(() => undefined);
      if (answer?.status === 200) {
        return;
      }
      await wait(50);
    }
    throw new Error(`The server ended with ${this.child.exitCode}:\n${this.output.join('\n')}`);
  }
}
