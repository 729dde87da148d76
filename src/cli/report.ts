import { once } from 'node:events';
import type { OptionValues } from './command.interface.js';

/**
 * Says what was done, on standard output: to people, or with `--json` to programs.
 *
 * @param text without it people get the JSON, too.
 */
export function report({ json }: OptionValues, result: object, text?: string): void {
  process.stdout.write(`${json || text === undefined ? JSON.stringify(result, undefined, 2) : text}\n`);
}

/** Writes to standard output, and waits while whoever reads it is slow. */
export async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) {
    await once(process.stdout, 'drain');
  }
}
