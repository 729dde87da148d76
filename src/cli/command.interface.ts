import type { INestApplicationContext } from '@nestjs/common';
import type { ParseArgsConfig } from 'node:util';
import type { DataSource } from 'typeorm';
import type { Environment } from '../options/environment.js';

export type OptionValues = Record<string, string | boolean | undefined>;

/** How a command is typed, and explained. */
interface Words {
  /** As it is typed, such as `user show`. */
  name: string;
  /** Names of the arguments that are needed. */
  arguments: string[];
  /** Name of one more, that may be left out. */
  optionalArgument?: string;
  /** Beside `--json` and `--help`, which each has. */
  options: NonNullable<ParseArgsConfig['options']>;
  /** One line. */
  summary: string;
  /** For `--help`. */
  details: string;
  /** Looks at what was typed, before the database is opened. @throws UsageError */
  check?(options: OptionValues, values: string[]): void;
}

/** Runs in the application, without HTTP, on a database that is migrated first. */
export interface ApplicationCommand extends Words {
  /** @returns the exit code. */
  run(app: INestApplicationContext, values: string[], options: OptionValues): Promise<number>;
}

/** Needs the database as it is: nothing is migrated, and no job runs. */
export interface DatabaseCommand extends Words {
  /** @returns the exit code. */
  runOn(
    database: DataSource,
    values: string[],
    environment: Environment,
    options: OptionValues,
  ): Promise<number>;
}

/** One thing that the command line can do. */
export type Command = ApplicationCommand | DatabaseCommand;

/** The command was typed wrong; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Part of the interface: scripts branch on them. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, noSuchAccount: 3 } as const;
