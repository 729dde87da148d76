import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { documented } from '../http/documentation.js';
import { modules } from '../modules.js';
import { Environment } from '../options/environment.js';
import { AppModule } from './app.module.js';
import { createOpenApiDocument } from './swagger.setup.js';

/** The OpenAPI document without a running server: preview mode reads the decorators and makes no instances. */
export async function describeApi(): Promise<OpenAPIObject> {
  const environment = new Environment();
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(environment, modules),
    new FastifyAdapter(),
    { preview: true, logger: false, abortOnError: false },
  );
  return createOpenApiDocument(app, await documented(), environment.APP_NAME);
}
