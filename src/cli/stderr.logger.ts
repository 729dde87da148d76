import { ConsoleLogger } from '@nestjs/common';
import type { Environment } from '../config/environment.js';

/** Keeps standard output for what a command prints. */
export class StderrLogger extends ConsoleLogger {
  constructor({ isProduction, LOG_LEVEL }: Environment) {
    super({ json: isProduction, logLevels: LOG_LEVEL === 'debug' ? ['debug', 'log', 'warn', 'error', 'fatal'] : ['warn', 'error', 'fatal'] });
  }

  protected override printMessages(...[messages, context, logLevel]: Parameters<ConsoleLogger['printMessages']>): void {
    super.printMessages(messages, context, logLevel, 'stderr');
  }
}
