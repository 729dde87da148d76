import type { IncomingMessage, Server } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, HttpAdapterHost } from '@nestjs/core';
import type { HttpRequest } from './http-request.js';

/** What `@WebSocketGateway()` sets; the package need not be there. */
export const IS_GATEWAY = 'websockets:is_gateway';

const requests = new WeakMap<object, IncomingMessage>();

/** Remembers which request a WebSocket began as: Nest tells a gateway's guards of the socket alone. */
@Injectable()
export class UpgradeRequests implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly discovery: DiscoveryService,
  ) {}

  onModuleInit(): void {
    const hasGateways = this.discovery
      .getProviders()
      .some(({ metatype }) => typeof metatype === 'function' && Reflect.hasMetadata(IS_GATEWAY, metatype));
    // Where nobody listens, Node.js answers an upgrade as a plain request; so nobody must who has no use for it.
    if (hasGateways) {
      const server = this.adapterHost.httpAdapter.getHttpServer() as Server;
      server.on('upgrade', (request, socket) => requests.set(socket, request));
    }
  }
}

/** @param client of socket.io, which has its request, or of `ws`, which has the socket that it came by. */
export function upgradeRequestOf(client: object): HttpRequest | undefined {
  const { request, _socket: socket } = client as { request?: IncomingMessage; _socket?: object | null };
  return (request ?? (socket ? requests.get(socket) : undefined)) as HttpRequest | undefined;
}
