import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface CommandResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Starts the built command line in a process of its own. */
export function startCommand(
  args: string[],
  environment: Record<string, string> = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [script, ...args], {
    // A folder without `.env`.
    cwd: '/',
    env: { PATH: process.env['PATH'], ...environment },
  });
}

/**
 * Runs it to its end.
 *
 * @param input what it reads.
 */
export async function runCommand(
  args: string[],
  environment: Record<string, string> = {},
  input = '',
): Promise<CommandResult> {
  const child = startCommand(args, environment);
  // One that ends early does not read all of it.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, ...output };
}
