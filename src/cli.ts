import { Logger } from '@nestjs/common';
import { runCommandLine } from './cli/command-line.js';
import { exitCodes } from './cli/command.interface.js';
import { openApplication } from './cli/open-application.js';
import { DataDirectoryInUseError } from './database/embedded/data-directory-lock.js';
import { OperatorError } from './errors/operator.error.js';
import { loadEnvironment } from './options/load-environment.js';

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), () => openApplication(loadEnvironment()));
} catch (error) {
  report(error as Error);
  process.exitCode = exitCodes.failed;
}

function report(error: Error): void {
  if (error instanceof DataDirectoryInUseError) {
    process.stderr.write(
      `${error.message}\nThe embedded database belongs to one process: stop the server, run the command, start it again. With DATABASE_URL both can run.\n`,
    );
  } else if (error instanceof OperatorError) {
    process.stderr.write(`${error.message}\n`);
  } else {
    new Logger('CommandLine').fatal(error.stack ?? error.message);
  }
}
