import { ConsoleLogger } from '@nestjs/common';

const frameworkContexts = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Leaves out what Nest says of its own start, so that the first lines are those that somebody needs. */
export class QuietLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (!frameworkContexts.has(String(rest.at(-1)))) {
      super.log(message, ...rest);
    }
  }

  /** Why the start failed, `main.ts` says. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) !== 'ExceptionHandler') {
      super.error(message, ...rest);
    }
  }
}
