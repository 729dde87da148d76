import { once } from 'node:events';
import { Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/**
 * Milliseconds after a signal in which everything is accepted and answered as ever, but each answer ends its connection:
 * so nobody has a request on the way when the idle connections are closed, and load balancers see `/health/ready`.
 */
const DRAIN = 1000;
/** Milliseconds in which no answer is sent. */
const PAUSE = 50;
/** Milliseconds in which a connection that was let in last must have sent its request. */
const LAST_REQUESTS = 250;
/**
 * Milliseconds after which the connections of clients that never end their request are cut. All log-ins that can wait are
 * done by then (64 of 210 ms each on two cores), and the 10 seconds in which the process is to end are not over.
 */
const DEADLINE = 7000;

/**
 * Ends each connection with its next answer when the server closes. Node.js closes only those that are idle at that
 * moment, also under a request that is about to arrive; the others would be kept alive, and the process with them, for as
 * long as their clients like. After a signal the server takes its time, so that no request is lost that was let in.
 */
@Injectable()
export class GracefulClose implements OnModuleDestroy, BeforeApplicationShutdown {
  private fastify: FastifyInstance | undefined;
  private pause: Promise<void> | undefined;
  isClosing = false;

  install(fastify: FastifyInstance): void {
    this.fastify = fastify;
    fastify.addHook('preClose', (done) => {
      if (fastify.server.listening) {
        this.limit(fastify.server);
      }
      done();
    });
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.isClosing) {
        reply.header('Connection', 'close');
      }
      if (this.pause) {
        void this.pause.then(() => done());
      } else {
        done();
      }
    });
  }

  onModuleDestroy(): void {
    this.isClosing = true;
  }

  /** @param signal unset when the application is closed by a program (a test, the command line): that one knows its clients. */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    const server = this.fastify?.server;
    if (!signal || !server?.listening) {
      return;
    }
    this.limit(server);
    await wait(DRAIN);
    const ended = once(server, 'close');
    // While nobody is answered nobody comes back, so all who have knocked are let in. Whom only the kernel has let in when
    // the door closes, it hangs up on.
    this.pause = wait(PAUSE);
    await this.pause;
    // That of `http` would close each connection whose request has not been read yet.
    Server.prototype.close.call(server);
    await wait(LAST_REQUESTS);
    server.closeIdleConnections();
    await ended;
  }

  private limit(server: FastifyInstance['server']): void {
    const timer = setTimeout(() => server.closeAllConnections(), DEADLINE);
    server.once('close', () => clearTimeout(timer));
  }
}
