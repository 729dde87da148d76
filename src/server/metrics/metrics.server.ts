import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { registry } from '../../http/registry.js';
import { EnvironmentError } from '../../options/environment.error.js';
import { Environment } from '../../options/environment.js';

/** Serves Prometheus on a port of its own, so that the API's port never shows them. Off when `METRICS_PORT` is unset. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(MetricsServer.name);
  private server: Server | undefined;

  constructor(private readonly environment: Environment) {}

  async onApplicationBootstrap(): Promise<void> {
    const { METRICS_PORT, METRICS_HOST } = this.environment;
    if (METRICS_PORT === undefined) {
      return;
    }
    const server = createServer((request, response) => {
      if (request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      registry.metrics().then(
        (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(Number(METRICS_PORT), METRICS_HOST, resolve);
    }).catch((error: NodeJS.ErrnoException) => {
      throw new EnvironmentError(
        'METRICS_HOST and METRICS_PORT',
        `cannot be listened on (${error.code} ${METRICS_HOST}:${METRICS_PORT})`,
      );
    });
    this.server = server;
    const { port } = server.address() as AddressInfo;
    this.logger.log(`Metrics at http://${METRICS_HOST}:${port}/metrics`);
  }

  onModuleDestroy(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
