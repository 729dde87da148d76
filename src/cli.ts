#!/usr/bin/env node
import { Logger } from '@nestjs/common';
import { runCommandLine } from './cli/command-line.js';
import { exitCodes } from './cli/command.interface.js';
import { openApplication } from './cli/open-application.js';
import { openDatabase } from './cli/open-database.js';
import { OperatorError } from './errors/operator.error.js';
import { loadEnvironment } from './options/load-environment.js';

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    environment: loadEnvironment,
    application: openApplication,
    database: openDatabase,
  });
} catch (error) {
  report(error as Error);
  // Not by itself: what a start that was refused had opened would keep the process for ten seconds, or for good.
  process.exit(exitCodes.failed);
}

function report(error: Error): void {
  if (error instanceof OperatorError) {
    process.stderr.write(`${error.message}\n`);
  } else {
    new Logger('CommandLine').fatal(error.stack ?? error.message);
  }
}
