import { setTimeout as wait } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/**
 * Milliseconds after a signal in which everything is accepted and answered as ever, but each answer ends its connection:
 * so nobody has a request on the way when the idle connections are closed, and load balancers see `/health/ready`.
 */
const DRAIN = 1000;
/**
 * Milliseconds after which the connections of clients that never end their request are cut. All log-ins that can wait are
 * done by then (64 of 210 ms each on two cores), and the 10 seconds in which the process is to end are not over.
 */
const DEADLINE = 7000;

/**
 * Ends each connection with its next answer when the server closes. Node.js closes only those that are idle at that
 * moment, also under a request that is about to arrive; the others would be kept alive, and the process with them, for as
 * long as their clients like.
 */
@Injectable()
export class GracefulClose implements OnModuleDestroy, BeforeApplicationShutdown {
  private fastify: FastifyInstance | undefined;
  private closingSince: number | undefined;

  get isClosing(): boolean {
    return this.closingSince !== undefined;
  }

  install(fastify: FastifyInstance): void {
    this.fastify = fastify;
    fastify.addHook('preClose', (done) => {
      this.limit(fastify);
      done();
    });
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.isClosing) {
        reply.header('Connection', 'close');
      }
      done();
    });
  }

  onModuleDestroy(): void {
    this.closingSince = performance.now();
  }

  /** @param signal unset when the application is closed by a program (a test, the command line): that one knows its clients. */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    if (signal && this.fastify?.server.listening) {
      await wait(DRAIN);
    }
  }

  private limit({ server }: FastifyInstance): void {
    const elapsed = performance.now() - (this.closingSince ?? performance.now());
    const timer = setTimeout(() => server.closeAllConnections(), Math.max(0, DEADLINE - elapsed));
    server.once('close', () => clearTimeout(timer));
  }
}
