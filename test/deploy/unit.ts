import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a unit of systemd says, for one port. */
export class Unit {
  private readonly text: string;

  constructor(port: string, path = 'deploy/twofold@.service') {
    this.text = readFileSync(path, 'utf8').replaceAll('%i', port);
  }

  /** @returns '' where it says nothing. */
  setting(name: string): string {
    return new RegExp(`^${name}=(.*)$`, 'm').exec(this.text)?.[1] ?? '';
  }

  /** What comes after the start: a restart is over with it. */
  async afterStart(signal?: AbortSignal): Promise<void> {
    const [, program = '', script = ''] = /^(\S+) -e "(.*)"$/.exec(this.setting('ExecStartPost')) ?? [];
    await run(nodeFor(program), ['-e', script], { signal });
  }
}

export function nodeFor(program: string): string {
  return program === '/usr/bin/node' ? process.execPath : program;
}
