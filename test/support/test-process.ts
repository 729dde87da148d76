import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const dist = new URL('../../dist/', import.meta.url);

const prelude = `
  import { createInterface } from 'node:readline';
  const say = (line) => console.log(line);
  const load = (path) => import(new URL(path, ${JSON.stringify(dist.href)}));
  const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const heard = async (line) => {
    for (let next = await input.next(); !next.done && next.value !== line; next = await input.next());
  };
`;

/** A process of its own that runs a script on the built code and talks with the test line by line. */
export class TestProcess {
  private readonly lines: AsyncIterator<string>;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stderr.pipe(process.stderr);
  }

  /** @param script may use `say(line)`, `await heard(line)` and `await load(path below dist)`. */
  static run(script: string): TestProcess {
    return new TestProcess(spawn(process.execPath, ['--input-type=module', '-e', prelude + script]));
  }

  async nextLine(): Promise<string> {
    const { value, done } = await this.lines.next();
    if (done) {
      throw new Error('The process has ended.');
    }
    return value;
  }

  say(line: string): void {
    this.child.stdin.write(`${line}\n`);
  }

  /** As `kill -9`: nothing in the process can react. */
  async kill(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }
}
