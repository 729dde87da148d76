import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { migrations, modules } from '../modules.js';
import type { Environment } from '../options/environment.js';
import { AppModule } from '../server/app.module.js';
import { StderrLogger } from './stderr.logger.js';

/** The application without HTTP. */
export async function openApplication(environment: Environment): Promise<INestApplicationContext> {
  // The server has that port.
  delete environment.METRICS_PORT;
  const app = await NestFactory.createApplicationContext(
    AppModule.forRoot(environment, modules, migrations),
    {
      logger: new StderrLogger(environment),
      abortOnError: false,
      // Nest would print the stack of what stops the start; the caller says it in a line.
      bufferLogs: true,
      autoFlushLogs: false,
    },
  );
  app.flushLogs();
  return app;
}
