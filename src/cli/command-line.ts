import { type INestApplicationContext, Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { NoSuchAccountError } from '../account/account-operations.service.js';
import type { Environment } from '../options/environment.js';
import { backupCommands } from './backup.commands.js';
import { type Command, exitCodes } from './command.interface.js';
import { eventsCommands } from './events.commands.js';
import { groupsCommands } from './groups.commands.js';
import { type Invocation, parseInvocation } from './invocation.js';
import { keysCommands } from './keys.commands.js';
import { migrateCommands } from './migrate.commands.js';
import { newAccountCommands } from './new-account.commands.js';
import { sessionsCommands } from './sessions.commands.js';
import { userCommands } from './user.commands.js';

const commands: Command[] = [
  ...userCommands,
  ...newAccountCommands,
  ...groupsCommands,
  ...sessionsCommands,
  ...keysCommands,
  ...eventsCommands,
  ...migrateCommands,
  ...backupCommands,
];

/** What commands work on; opened only when what was typed is right. */
export interface Openers {
  environment: () => Environment;
  /** Starts the application without HTTP. */
  application: (environment: Environment) => Promise<INestApplicationContext>;
  database: (environment: Environment) => Promise<DataSource>;
}

/**
 * Reads the arguments, opens what the command needs only if they are right, and runs it.
 *
 * @returns the exit code: 0 done, 1 failed, 2 typed wrong, 3 no such account.
 */
export async function runCommandLine(args: string[], openers: Openers): Promise<number> {
  let invocation: Invocation | string;
  try {
    invocation = parseInvocation(commands, args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\nTry: twofold --help\n`);
    return exitCodes.usage;
  }
  if (typeof invocation === 'string') {
    process.stdout.write(invocation);
    return exitCodes.ok;
  }
  try {
    return await run(invocation, openers);
  } catch (error) {
    if (error instanceof NoSuchAccountError) {
      process.stderr.write(`${error.message}\n`);
      return exitCodes.noSuchAccount;
    }
    throw error;
  }
}

async function run({ command, values, options }: Invocation, openers: Openers): Promise<number> {
  const environment = openers.environment();
  // What was done from here is found in the log, by name (OWASP ASVS v5.0.0-16.3.2).
  const log = () => new Logger('CommandLine').log('authz_admin', { command: command.name, values });
  if ('runOn' in command) {
    const database = await openers.database(environment);
    try {
      log();
      return await command.runOn(database, values, environment, options);
    } finally {
      await database.destroy();
    }
  }
  const app = await openers.application(environment);
  try {
    log();
    return await command.run(app, values, options);
  } finally {
    await app.close();
  }
}
