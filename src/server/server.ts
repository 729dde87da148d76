import { Logger } from '@nestjs/common';
import { OperatorError } from '../errors/operator.error.js';
import { arePagesBuilt } from '../host/account-pages.js';
import { EnvironmentError } from '../options/environment.error.js';
import type { Environment } from '../options/environment.js';
import { isProductionProcess, loadEnvironment } from '../options/load-environment.js';
import { createApp, createLogger } from './app.setup.js';
import { startMessage } from './start-message.js';

process.on('uncaughtException', stop);

try {
  Logger.overrideLogger(createLogger(isProductionProcess()));
  await start(loadEnvironment());
} catch (error) {
  stop(error as Error);
}

async function start(environment: Environment): Promise<void> {
  const app = await createApp(environment);
  // By itself, so that what fails in it is not taken for the port.
  await app.init();
  const { HOST, PORT } = environment;
  await app.listen(PORT, HOST).catch((error: NodeJS.ErrnoException) => {
    throw new EnvironmentError('HOST and PORT', `cannot be listened on (${error.code} ${HOST}:${PORT})`);
  });
  new Logger('Twofold').log(startMessage(environment, arePagesBuilt()));
}

/** One line for what the operator can mend; the stack for what only we can. */
function stop(error: Error): void {
  const { message, stack = message } = error;
  new Logger('Twofold').fatal(error instanceof OperatorError ? message : stack);
  process.exit(1);
}
