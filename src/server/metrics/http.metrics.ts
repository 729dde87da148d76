import type { FastifyInstance } from 'fastify';
import { Histogram } from 'prom-client';
import { registry } from '../../http/registry.js';

const requestDuration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer by method, route pattern and status',
  registers: [registry],
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

/** The pattern and not the path, so that no id and no number of labels depends on who asks. */
export function measureRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
    };
    requestDuration.observe(labels, reply.elapsedTime / 1000);
    done();
  });
}
