import type { FastifyInstance } from 'fastify';

/**
 * Ends each connection with the answer that is on its way when the server closes. Node.js closes only those that are idle
 * at that moment; the others would be kept alive, and the process with them, for as long as their clients like.
 */
export function closeGracefully(fastify: FastifyInstance): void {
  let isClosing = false;
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (isClosing) {
      reply.header('Connection', 'close');
    }
    done();
  });
}
