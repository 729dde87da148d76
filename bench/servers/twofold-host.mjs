/** A guarded route of an application with Twofold, as docs/in-your-app.md has it. `ADAPTER` is express or fastify. */
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Authenticated, CurrentUser, TwofoldModule } from '../../dist/index.js';
import { twofoldEnvironment } from '../processes.mjs';

const camelCase = (name) => name.toLowerCase().replaceAll(/_(.)/g, (_, letter) => letter.toUpperCase());
const { NODE_ENV, LOG_LEVEL, ...variables } = twofoldEnvironment;
const options = Object.fromEntries(
  Object.entries({ ...variables, DATABASE_URL: process.env.DATABASE_URL }).map(([name, value]) => [
    camelCase(name),
    name === 'JWT_ACCESS_TOKEN_EXPIRATION_TIME' ? Number(value) : value,
  ]),
);

class NotesController {
  list(user) {
    return [`A note of ${user.email}`];
  }
}
Controller('notes')(NotesController);
Authenticated()(NotesController);
Get()(NotesController.prototype, 'list', Object.getOwnPropertyDescriptor(NotesController.prototype, 'list'));
CurrentUser()(NotesController.prototype, 'list', 0);

class AppModule {}
Module({ imports: [TwofoldModule.forRoot(options)], controllers: [NotesController] })(AppModule);

const adapter = process.env.ADAPTER === 'fastify' ? new FastifyAdapter() : new ExpressAdapter();
const app = await NestFactory.create(AppModule, adapter, { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
process.send('ready');

// The parent has gone.
process.on('disconnect', () => process.exit());
