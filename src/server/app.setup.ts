import { randomUUID } from 'node:crypto';
import { isatty } from 'node:tty';
import type { LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cookieParser from 'cookie-parser';
import type { FastifyReply } from 'fastify';
import type { MigrationInterface } from 'typeorm';
import { migrations as ownMigrations, modules as ownModules } from '../modules.js';
import { isForForeignHosts } from '../http/page-paths.js';
import { type Environment, logLevels } from '../options/environment.js';
import { AppModule } from './app.module.js';
import {
  answerBadUrl,
  answerClientError,
  answerExpectation,
  refuseWithoutHost,
} from './client-error.handler.js';
import { allowsCrossOrigin, corsOptions } from './cross-origin.js';
import { readForwardedFor, warnOfUntrustedProxy } from './forwarded-for.js';
import { GracefulClose } from './graceful-close.js';
import { acceptOnlyJsonBodies } from './json-body.parser.js';
import { measureRequests } from './metrics/http.metrics.js';
import { setUpPages } from './pages.setup.js';
import { QuietLogger } from './quiet.logger.js';
import { contentSecurityPolicy, securityHeaders } from './security-headers.js';

/** Bytes. */
const BODY_LIMIT = 100 * 1024;
/** Milliseconds in which headers and body must have arrived, against clients that send a byte at a time. */
const REQUEST_TIMEOUT = 10_000;
/** Milliseconds between two looks for requests that take longer; Node.js's own would let them have 30 seconds more. */
const SLOW_REQUESTS_CHECK_INTERVAL = 1000;

export interface AppOptions {
  logger?: LoggerService;
  /** Modules of your own, whose controllers the guards protect, and their migrations: unless given, those of `modules.ts`. */
  modules?: Type[] | undefined;
  migrations?: (new () => MigrationInterface)[] | undefined;
}

/** The configured application, the same for `main.ts` and for every test; it does not listen yet. */
export async function createApp(
  environment: Environment,
  { logger, modules = ownModules, migrations = ownMigrations }: AppOptions = {},
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(environment, modules, migrations),
    createAdapter(environment),
    {
      bodyParser: false,
      abortOnError: false,
      logger: logger ?? createLogger(environment.isProduction, environment.LOG_LEVEL),
      routeConflictPolicy: { duplicate: 'error' },
    },
  );
  app.useSecurityHeaders(securityHeaders);
  app.enableCsrfProtection({ trustedOrigins: environment.trustedOrigins, exclude: allowsCrossOrigin });
  if (environment.FRONTEND_ORIGINS.length > 0) {
    app.enableCors(corsOptions(environment));
  }
  // Without this the process would end by the signal, and not with exit code 0.
  app.enableShutdownHooks([], { useProcessExit: true });
  const fastify = app.getHttpAdapter().getInstance();
  app.getHttpServer().on('checkExpectation', answerExpectation);
  fastify.addHook('onRequest', refuseWithoutHost);
  acceptOnlyJsonBodies(fastify);
  app.get(GracefulClose).install(fastify);
  const parseCookies = cookieParser();
  // As a hook: behind `app.use()` it costs a quarter of a guarded request, since a dozen properties of each are copied for it.
  fastify.addHook('onRequest', (request, reply, done) => {
    parseCookies(request.raw as never, reply.raw as never, done);
  });
  // At the end, so that the refusals of the cross-origin protection have them, too: it runs before any hook of ours.
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (isForForeignHosts(request.url)) {
      // Their applications have ids of their own; and who may say that all their subdomains have https is not ours to decide.
      reply.raw.removeHeader('Strict-Transport-Security');
    } else {
      reply.header('X-Request-Id', request.id);
    }
    setUnlessPresent(reply, 'Cache-Control', 'no-store');
    setUnlessPresent(reply, 'Content-Security-Policy', contentSecurityPolicy(request.url));
    done();
  });
  setUpPages(app, environment);
  if (environment.METRICS_PORT !== undefined) {
    measureRequests(fastify);
  }
  if (environment.SWAGGER) {
    const { setUpSwagger } = await import('./swagger.setup.js');
    await setUpSwagger(app, environment.APP_NAME);
  }
  return app;
}

/** What an answer has unless its handler says otherwise. */
function setUnlessPresent(reply: FastifyReply, name: string, value: string): void {
  if (!reply.hasHeader(name)) {
    reply.header(name, value);
  }
}

function createAdapter(environment: Environment): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: 2 * REQUEST_TIMEOUT,
    // What clients are told; Node.js hangs up a second later, so that no request is under way then.
    keepAliveTimeout: (environment.KEEP_ALIVE_TIMEOUT - 1) * 1000,
    http: {
      headersTimeout: REQUEST_TIMEOUT,
      connectionsCheckingInterval: SLOW_REQUESTS_CHECK_INTERVAL,
      // Refused by ourselves: Node.js's refusal has neither a body nor an id.
      requireHostHeader: false,
    },
    // A client's own id would let it write into the log.
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    trustProxy: environment.TRUSTED_PROXIES.length > 0 ? environment.TRUSTED_PROXIES : false,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerBadUrl,
    // What still arrives on an open connection is answered; see GracefulClose.
    return503OnClosing: false,
  });
  // Before the cross-origin protection, whose refusals are logged with the address.
  adapter.getInstance().addHook('onRequest', readForwardedFor);
  adapter.getInstance().addHook('onRequest', warnOfUntrustedProxy());
  return adapter;
}

/** One JSON line per event in production, readable otherwise. */
export function createLogger(isProduction: boolean, level: Environment['LOG_LEVEL'] = 'log'): LoggerService {
  return new QuietLogger({
    json: isProduction,
    colors: isatty(1),
    logLevels: logLevels.slice(0, logLevels.indexOf(level) + 1),
  });
}
