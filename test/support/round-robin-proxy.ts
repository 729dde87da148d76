import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

/** A load balancer as simple as it gets: each request goes to the next server, whoever sent it. */
export class RoundRobinProxy {
  private readonly agent = new Agent({ keepAlive: true });
  private next = 0;

  private constructor(
    private readonly server: Server,
    /** URLs without a path; may be replaced at any time. */
    public targets: string[],
  ) {}

  /** @param targets URLs without a path. */
  static async before(targets: string[]): Promise<RoundRobinProxy> {
    const server = createServer();
    const proxy = new RoundRobinProxy(server, targets);
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) =>
      proxy.forward(incoming, outgoing),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
    this.agent.destroy();
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const target = new URL(incoming.url ?? '/', this.targets[this.next++ % this.targets.length]);
    const { method, headers } = incoming;
    const passedOn = request(target, { method, headers, agent: this.agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, outgoing, () => {});
    });
    passedOn.on('error', () => outgoing.destroy());
    pipeline(incoming, passedOn, () => {});
  }
}
