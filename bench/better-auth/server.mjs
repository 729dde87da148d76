/**
 * A guarded route of an application with nestjs-better-auth, as its README has it, on PostgreSQL. `ADAPTER` is express or fastify;
 * `COOKIE_CACHE` lets it believe a cookie for five minutes without a look at the session.
 */
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AuthModule, Session } from '@thallesp/nestjs-better-auth';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db';
import pg from 'pg';

const isFastify = process.env.ADAPTER === 'fastify';
const options = {
  baseURL: `http://127.0.0.1:${process.env.PORT}`,
  secret: 'a-secret-for-better-auth-in-benchmarks-only',
  database: new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 }),
  emailAndPassword: { enabled: true },
  session: { cookieCache: { enabled: 'COOKIE_CACHE' in process.env, maxAge: 300 } },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
};
await (await getMigrations(options)).runMigrations();
const auth = betterAuth(options);

class NotesController {
  list(session) {
    return [`A note of ${session.user.email}`];
  }
}
Controller('notes')(NotesController);
Get()(NotesController.prototype, 'list', Object.getOwnPropertyDescriptor(NotesController.prototype, 'list'));
Session()(NotesController.prototype, 'list', 0);

class AppModule {}
// Its body parser reads Express's `baseUrl`: on Fastify every request would be a 500.
const module = AuthModule.forRoot({ auth, disableBodyParser: isFastify });
Module({ imports: [module], controllers: [NotesController] })(AppModule);

const app = await NestFactory.create(AppModule, ...(isFastify ? [new FastifyAdapter()] : []), {
  bodyParser: false,
  logger: false,
});
await app.listen(Number(process.env.PORT), '127.0.0.1');

const cookies = [];
for (let count = 0; count < 64; count++) {
  const body = { name: 'Alice', email: `${crypto.randomUUID()}@example.com`, password: crypto.randomUUID() };
  // Not over HTTP: on Fastify its routes are not found.
  const { headers } = await auth.api.signUpEmail({ body, asResponse: true });
  cookies.push(
    headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  );
}
process.send({ cookies });

// The parent has gone.
process.on('disconnect', () => process.exit());
