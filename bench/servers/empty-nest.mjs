/** What NestJS on Fastify alone can do: one route, no guard, no pipe, no header of ours. */
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

class EmptyController {
  empty() {
    return { ok: true };
  }
}
Controller()(EmptyController);
Get('empty')(
  EmptyController.prototype,
  'empty',
  Object.getOwnPropertyDescriptor(EmptyController.prototype, 'empty'),
);

class EmptyModule {}
Module({ controllers: [EmptyController] })(EmptyModule);

const app = await NestFactory.create(EmptyModule, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
process.send('ready');

// The parent has gone.
process.on('disconnect', () => process.exit());
