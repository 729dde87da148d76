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
  // Gives idle connections up long before a server would: what it sends never meets one that is just being closed.
  private readonly agent = new Agent({ keepAlive: true, timeout: 30_000 });
  /** How many requests are on their way, by target. */
  private readonly underWay = new Map<string, number>();
  private next = 0;

  private constructor(
    private readonly server: Server,
    /** URLs without a path; may be replaced at any time. */
    public targets: string[],
  ) {}

  /** @param targets URLs without a path. */
  static async before(targets: string[]): Promise<RoundRobinProxy> {
    const server = createServer();
    // Clients give idle connections up, for the same reason.
    server.keepAliveTimeout = 0;
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

  /** Whether nothing that was sent to this target is without an answer. */
  isIdle(target: string): boolean {
    return !this.underWay.get(target);
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
    this.agent.destroy();
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const target = this.targets[this.next++ % this.targets.length] ?? '';
    this.count(target, 1);
    outgoing.on('close', () => this.count(target, -1));
    const { method, headers } = incoming;
    const passedOn = request(
      new URL(incoming.url ?? '/', target),
      { method, headers, agent: this.agent },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        pipeline(answer, outgoing, () => {});
      },
    );
    passedOn.on('error', () => outgoing.destroy());
    pipeline(incoming, passedOn, () => {});
  }

  private count(target: string, change: number): void {
    this.underWay.set(target, (this.underWay.get(target) ?? 0) + change);
  }
}
