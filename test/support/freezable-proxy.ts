import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Target {
  host: string;
  port: number;
}

/** Stands before a server and can play a network that swallows everything, without closing a connection. */
export class FreezableProxy {
  private readonly sockets = new Set<Socket>();
  private isFrozen = false;
  private lastPort = 0;

  private constructor(
    private readonly server: Server,
    private target: Target,
  ) {}

  static async before(target: Target): Promise<FreezableProxy> {
    const server = createServer();
    const proxy = new FreezableProxy(server, target);
    server.on('connection', (client) => proxy.join(client, connect(proxy.target)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  freeze(): void {
    this.isFrozen = true;
  }

  thaw(): void {
    this.isFrozen = false;
  }

  /** As a DNS name or a virtual address that leads elsewhere from now on; open connections stay where they are. */
  lead(target: Target): void {
    this.target = target;
  }

  /** As a server that goes: every connection is cut, and further ones are refused. */
  async cut(): Promise<void> {
    this.lastPort = this.port;
    await this.close();
  }

  /** Takes connections again, at the same port. */
  async restore(): Promise<void> {
    this.server.listen(this.lastPort, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async close(): Promise<void> {
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
    await once(this.server, 'close');
  }

  private join(client: Socket, server: Socket): void {
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (chunk) => !this.isFrozen && to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  }
}
