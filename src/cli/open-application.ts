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
  environment.isCommandLine = true;
  return NestFactory.createApplicationContext(AppModule.forRoot(environment, modules, migrations), {
    logger: new StderrLogger(environment),
    abortOnError: false,
  });
}
