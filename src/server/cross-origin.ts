import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { RouteConfig } from '../http/route-config.js';
import type { Environment } from '../options/environment.js';

type CorsOptions = NonNullable<Parameters<NestFastifyApplication['enableCors']>[0]>;

/** RFC 9110 section 5.6.2. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;

/** See `AllowCrossOrigin`. A request that no route matches has no options. */
export function allowsCrossOrigin({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions?.config as RouteConfig | undefined)?.allowsCrossOrigin === true;
}

/**
 * The pages of FRONTEND_ORIGINS may send whatever headers they like: tracers, HTTP clients and gateways add their own, and
 * none of them is believed here.
 */
export function corsOptions({ FRONTEND_ORIGINS }: Environment): CorsOptions {
  const options: CorsOptions = {
    origin: FRONTEND_ORIGINS,
    credentials: true,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['X-Request-Id', 'Retry-After'],
    maxAge: 600,
    // What is no preflight would be refused as plain text, without the error body.
    strictPreflight: false,
  };
  return {
    delegator: (request, done) => done(null, { ...options, allowedHeaders: wantedHeaders(request) }),
  };
}

function wantedHeaders({ headers }: FastifyRequest): string[] {
  return (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => HEADER_NAME.test(name));
}
