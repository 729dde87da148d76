import { parseArgs } from 'node:util';
import { type Command, type OptionValues, UsageError } from './command.interface.js';

const everywhere = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** A command and what it was given. */
export interface Invocation {
  command: Command;
  values: string[];
  options: OptionValues;
}

/**
 * @returns a text where help was asked for.
 * @throws Error with a message for who typed it.
 */
export function parseInvocation(commands: Command[], args: string[]): Invocation | string {
  const words = args.slice(0, 2).filter((word) => !word.startsWith('-'));
  const command = commands.find(({ name }) => name === words.join(' ') || name === words[0]);
  if (!command) {
    return overviewOf(commands, words, args);
  }
  const parsed = parseArgs({
    args: args.slice(command.name.split(' ').length),
    options: { ...command.options, ...everywhere },
    allowPositionals: true,
  });
  const { positionals } = parsed;
  const options = parsed.values as OptionValues;
  if (options['help']) {
    return helpOf(command);
  }
  const missing = command.arguments.length - positionals.length;
  if (missing !== 0 && !(command.optionalArgument && missing === -1)) {
    throw new UsageError(`Usage: twofold ${usageOf(command)}`);
  }
  command.check?.(options, positionals);
  return { command, values: positionals, options };
}

/** For `--help`, also behind the first word only. */
function overviewOf(commands: Command[], words: string[], args: string[]): string {
  const listed = commands.filter(({ name }) => words.length === 0 || name.startsWith(`${words[0]} `));
  const isHelp = args.length === 0 || args.some((word) => ['--help', '-h', 'help'].includes(word));
  if (!isHelp || listed.length === 0) {
    throw new UsageError(`There is no command "${args.join(' ')}".`);
  }
  const usages = listed.map((command) => `  ${usageOf(command).padEnd(42)} ${command.summary}`);
  return [
    'Usage: twofold <command>',
    '',
    ...usages,
    '',
    'Each takes --help, and --json for programs. Exit codes: 0 done, 1 failed, 2 typed wrong, 3 no such account.',
    'Settings come from the environment and .env, as for the server, which may run meanwhile.',
    '',
  ].join('\n');
}

function helpOf(command: Command): string {
  return `Usage: twofold ${usageOf(command)}\n\n${command.summary} ${command.details}\n`;
}

function usageOf({ name, arguments: names, optionalArgument, options }: Command): string {
  const last = optionalArgument ? [`[<${optionalArgument}>]`] : [];
  const optional = Object.entries(options).map(([option, { type }]) =>
    type === 'boolean' ? `[--${option}]` : `[--${option} <${option}>]`,
  );
  return [name, ...names.map((argument) => `<${argument}>`), ...last, ...optional].join(' ');
}
