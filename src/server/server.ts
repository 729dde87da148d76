import { Logger } from '@nestjs/common';
import { OperatorError } from '../errors/operator.error.js';
import { EnvironmentError } from '../options/environment.error.js';
import type { Environment } from '../options/environment.js';
import { isProductionProcess, loadEnvironment } from '../options/load-environment.js';
import { createApp, createLogger } from './app.setup.js';

Logger.overrideLogger(createLogger(isProductionProcess()));
process.on('uncaughtException', stop);

try {
  await start(loadEnvironment());
} catch (error) {
  stop(error as Error);
}

async function start(environment: Environment): Promise<void> {
  const app = await createApp(environment);
  app.flushLogs();
  // By itself, so that what fails in it is not taken for the port.
  await app.init();
  const { HOST, PORT } = environment;
  await app.listen(PORT, HOST).catch((error: NodeJS.ErrnoException) => {
    throw new EnvironmentError('HOST and PORT', `cannot be listened on (${error.code} ${HOST}:${PORT})`);
  });
  sayWhereToClick(environment);
}

function sayWhereToClick(environment: Environment): void {
  const { PUBLIC_URL, DATABASE_URL, DATA_DIR, MAIL_URL, SWAGGER } = environment;
  new Logger('Twofold').log(
    environment.isProduction
      ? `Twofold serves ${PUBLIC_URL}`
      : [
          'Twofold is running.',
          '',
          `  API        ${PUBLIC_URL}`,
          ...(SWAGGER ? [`  Try it     ${PUBLIC_URL}/docs`] : []),
          `  Data       ${DATABASE_URL ? 'the PostgreSQL of DATABASE_URL' : `${DATA_DIR} (embedded PostgreSQL)`}`,
          `  E-mails    ${MAIL_URL ? 'the server of MAIL_URL' : `${DATA_DIR}/mail (files, since MAIL_URL is not set)`}`,
          '',
        ].join('\n'),
  );
}

/** One line for what the operator can mend; the stack for what only we can. */
function stop(error: Error): void {
  const { message, stack = message } = error;
  new Logger('Twofold').fatal(error instanceof OperatorError ? message : stack);
  process.exit(1);
}
