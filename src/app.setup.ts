import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cookieParser from 'cookie-parser';
import { AppModule } from './app.module.js';
import { type Environment, logLevels } from './config/environment.js';
import { answerClientError } from './http/client-error.handler.js';
import { acceptOnlyJsonBodies } from './http/json-body.parser.js';
import { QuietLogger } from './http/quiet.logger.js';
import { contentSecurityPolicy, securityHeaders } from './http/security-headers.js';
import { setUpSwagger } from './swagger.setup.js';

/** Bytes. */
const BODY_LIMIT = 100 * 1024;
/** Milliseconds in which headers and body must have arrived, against clients that send a byte at a time. */
const REQUEST_TIMEOUT = 10_000;

/** The configured application, the same for `main.ts` and for every test; it does not listen yet. */
export async function createApp(
  environment: Environment,
  logger?: LoggerService,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(environment),
    createAdapter(environment),
    {
      bodyParser: false,
      bufferLogs: true,
      abortOnError: false,
      logger: logger ?? createLogger(environment),
      routeConflictPolicy: { duplicate: 'error' },
    },
  );
  app.useSecurityHeaders(securityHeaders);
  app.enableCsrfProtection({ trustedOrigins: trustedOrigins(environment) });
  enableCors(app, environment);
  // Without this the process would end by the signal, and not with exit code 0.
  app.enableShutdownHooks([], { useProcessExit: true });
  const fastify = app.getHttpAdapter().getInstance();
  acceptOnlyJsonBodies(fastify);
  const parseCookies = cookieParser();
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id);
    reply.header('Cache-Control', 'no-store');
    reply.header('Content-Security-Policy', contentSecurityPolicy(request.url));
    // In a hook and not by `app.use()`, which would copy a dozen properties per request for it.
    parseCookies(request.raw as never, reply.raw as never, done);
  });
  if (environment.SWAGGER) {
    setUpSwagger(app);
  }
  return app;
}

function createAdapter(environment: Environment): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: 2 * REQUEST_TIMEOUT,
    // A client's own id would let it write into the log.
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    trustProxy: environment.TRUSTED_PROXIES.length > 0 ? environment.TRUSTED_PROXIES : false,
    clientErrorHandler: answerClientError,
    return503OnClosing: true,
  });
}

function createLogger(environment: Environment): LoggerService {
  return new QuietLogger({
    json: environment.isProduction,
    logLevels: logLevels.slice(0, logLevels.indexOf(environment.LOG_LEVEL) + 1),
  });
}

/** Behind a proxy the `Host` header may be another than the one that browsers see. */
function trustedOrigins({ PUBLIC_URL, FRONTEND_ORIGINS }: Environment): string[] {
  return [PUBLIC_URL, ...FRONTEND_ORIGINS];
}

function enableCors(app: NestFastifyApplication, { FRONTEND_ORIGINS }: Environment): void {
  if (FRONTEND_ORIGINS.length > 0) {
    app.enableCors({
      origin: FRONTEND_ORIGINS,
      credentials: true,
      methods: ['GET', 'POST', 'PATCH', 'DELETE'],
      allowedHeaders: ['Content-Type', 'Accept'],
      exposedHeaders: ['X-Request-Id', 'Retry-After'],
      maxAge: 600,
    });
  }
}
