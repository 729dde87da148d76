import { Logger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { runCommandLine } from './cli/command-line.js';
import { exitCodes } from './cli/command.interface.js';
import { StderrLogger } from './cli/stderr.logger.js';
import { loadEnvironment } from './config/load-environment.js';

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), open);
} catch (error) {
  report(error as Error);
  process.exitCode = exitCodes.failed;
}

/** The application without HTTP. */
async function open(): Promise<INestApplicationContext> {
  const environment = loadEnvironment();
  // The server has that port.
  delete environment.METRICS_PORT;
  const logger = new StderrLogger(environment);
  return NestFactory.createApplicationContext(AppModule.forRoot(environment), {
    logger,
    abortOnError: false,
  });
}

function report(error: Error): void {
  if (error.name === 'DataDirectoryInUseError') {
    process.stderr.write(
      `${error.message}\nThe embedded database belongs to one process: stop the server, run the command, start it again. With DATABASE_URL both can run.\n`,
    );
  } else if (['EnvironmentError', 'DatabaseUnreachableError'].includes(error.name)) {
    process.stderr.write(`${error.message}\n`);
  } else {
    new Logger('CommandLine').fatal(error.stack ?? error.message);
  }
}
