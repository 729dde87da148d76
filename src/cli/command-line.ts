import { parseArgs } from 'node:util';
import { type INestApplicationContext, Logger } from '@nestjs/common';
import { NoSuchAccountError } from '../account/account-operations.service.js';
import { type Command, exitCodes, type OptionValues, UsageError } from './command.interface.js';
import { eventsCommands } from './events.commands.js';
import { keysCommands } from './keys.commands.js';
import { sessionsCommands } from './sessions.commands.js';
import { userCommands } from './user.commands.js';

const commands: Command[] = [...userCommands, ...sessionsCommands, ...keysCommands, ...eventsCommands];

const help = { help: { type: 'boolean', short: 'h' } } as const;

/** The command and what it was given, or that help was asked for. */
interface Invocation {
  command: Command;
  values: string[];
  options: OptionValues;
}

/**
 * Reads the arguments, opens the application only if they are right, and runs the command.
 *
 * @param open starts the application without HTTP.
 * @returns the exit code: 0 done, 1 failed, 2 typed wrong, 3 no such account.
 */
export async function runCommandLine(
  args: string[],
  open: () => Promise<INestApplicationContext>,
): Promise<number> {
  let invocation: Invocation | string;
  try {
    invocation = parse(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\nTry: npm run cli -- --help\n`);
    return exitCodes.usage;
  }
  if (typeof invocation === 'string') {
    process.stdout.write(invocation);
    return exitCodes.ok;
  }
  return run(invocation, open);
}

async function run(
  { command, values, options }: Invocation,
  open: () => Promise<INestApplicationContext>,
): Promise<number> {
  const app = await open();
  try {
    // What was done from here is found in the log, by name (OWASP ASVS v5.0.0-16.3.2).
    new Logger('CommandLine').log('authz_admin', { command: command.name, values });
    return await command.run(app, values, options);
  } catch (error) {
    if (error instanceof NoSuchAccountError) {
      process.stderr.write(`${error.message}\n`);
      return exitCodes.noSuchAccount;
    }
    throw error;
  } finally {
    await app.close();
  }
}

/** @throws Error with a message for who typed it. */
function parse(args: string[]): Invocation | string {
  const words = args.slice(0, 2).filter((word) => !word.startsWith('-'));
  const command = commands.find(({ name }) => name === words.join(' '));
  if (!command) {
    return overviewOf(words, args);
  }
  const parsed = parseArgs({
    args: args.slice(2),
    options: { ...command.options, ...help },
    allowPositionals: true,
  });
  const { positionals } = parsed;
  const options = parsed.values as OptionValues;
  if (options['help']) {
    return helpOf(command);
  }
  if (positionals.length !== command.arguments.length) {
    throw new UsageError(`Usage: ${usageOf(command)}`);
  }
  command.check?.(options);
  return { command, values: positionals, options };
}

/** For `--help`, also behind the first word only. */
function overviewOf(words: string[], args: string[]): string {
  const listed = commands.filter(({ name }) => words.length === 0 || name.startsWith(`${words[0]} `));
  const isHelp = args.length === 0 || args.some((word) => ['--help', '-h', 'help'].includes(word));
  if (!isHelp || listed.length === 0) {
    throw new UsageError(`There is no command "${args.join(' ')}".`);
  }
  const usages = listed.map((command) => `  ${usageOf(command).padEnd(42)} ${command.summary}`);
  return [
    'Usage: npm run cli -- <command>',
    '',
    ...usages,
    '',
    'Each takes --help. Exit codes: 0 done, 1 failed, 2 typed wrong, 3 no such account.',
    'Settings come from the environment and .env, as for the server. With DATABASE_URL it works while the server',
    'runs; the embedded database belongs to one process, so stop the server first.',
    '',
  ].join('\n');
}

function helpOf(command: Command): string {
  return `Usage: npm run cli -- ${usageOf(command)}\n\n${command.summary} ${command.details}\n`;
}

function usageOf({ name, arguments: names, options }: Command): string {
  const optional = Object.keys(options).map((option) => `[--${option} <${option}>]`);
  return [name, ...names.map((argument) => `<${argument}>`), ...optional].join(' ');
}
