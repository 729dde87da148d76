import type { INestApplicationContext } from '@nestjs/common';
import type { ParseArgsConfig } from 'node:util';

export type OptionValues = Record<string, string | boolean | undefined>;

/** One thing that the command line can do. */
export interface Command {
  /** As it is typed, such as `user show`. */
  name: string;
  /** Names of the arguments, all of them needed. */
  arguments: string[];
  options: NonNullable<ParseArgsConfig['options']>;
  /** One line. */
  summary: string;
  /** For `--help`. */
  details: string;
  /** Looks at what was typed, before the database is opened. @throws UsageError */
  check?(options: OptionValues): void;
  /** @returns the exit code. */
  run(app: INestApplicationContext, values: string[], options: OptionValues): Promise<number>;
}

/** The command was typed wrong; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Part of the interface: scripts branch on them. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, noSuchAccount: 3 } as const;
