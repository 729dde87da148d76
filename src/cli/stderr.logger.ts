import type { ConsoleLogger } from '@nestjs/common';
import { type Environment, logLevels } from '../options/environment.js';
import { QuietLogger } from '../server/quiet.logger.js';

/** Keeps standard output for what a command prints. */
export class StderrLogger extends QuietLogger {
  constructor({ isProduction, LOG_LEVEL }: Environment) {
    super({ json: isProduction, logLevels: logLevels.slice(0, logLevels.indexOf(LOG_LEVEL) + 1) });
  }

  protected override printMessages(
    ...[messages, context, logLevel, , ...rest]: Parameters<ConsoleLogger['printMessages']>
  ): void {
    super.printMessages(messages, context, logLevel, 'stderr', ...rest);
  }
}
