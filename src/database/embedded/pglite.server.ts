import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { FrontendMessageStream, type Turn } from './frontend-message.stream.js';
import { NotificationStream } from './notification.stream.js';

interface WaitingTurn extends Turn {
  readonly socket: Socket;
}

/**
 * Lets several clients use one PGlite, which knows a single session, over a Unix socket.
 *
 * A client keeps the database from the first message of a query to its ReadyForQuery, and from BEGIN to COMMIT; the
 * others wait. `@electric-sql/pglite-socket` hands over after each *message*, so behind a transaction the Parse of
 * one client came before the Bind of another, and that one got rows that somebody else had asked for.
 *
 * A notification reaches all clients, whoever of them listens: `pg` drops what nobody waits for.
 */
export class PgliteServer {
  private readonly server: Server;
  private readonly waiting: WaitingTurn[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly greeted = new Set<Socket>();
  private readonly notifications = new NotificationStream();
  private owner: Socket | undefined;
  private work = Promise.resolve();
  private isBusy = false;
  private isClosing = false;
  private clients = 0;

  private constructor(
    private readonly pglite: PGlite,
    private readonly greeting: Buffer,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.server = createServer((socket) => this.accept(socket));
  }

  /** @param onFailure called when PGlite itself breaks; an error in a query is an answer, not a failure. */
  static async listen(
    pglite: PGlite,
    path: string,
    onFailure: (error: unknown) => void,
  ): Promise<PgliteServer> {
    const server = new PgliteServer(pglite, await greetingOf(pglite), onFailure);
    server.server.listen(path);
    await once(server.server, 'listening');
    return server;
  }

  /** Hangs up on all clients and lets the turn that is under way come to its end. */
  async close(): Promise<void> {
    this.isClosing = true;
    this.server.close();
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await once(this.server, 'close');
    await this.work;
  }

  private accept(socket: Socket): void {
    const stream = new FrontendMessageStream(++this.clients, {
      greet: () => {
        socket.write(this.greeting);
        this.greeted.add(socket);
      },
      refuseEncryption: () => socket.write('N'),
      end: () => socket.end(),
    });
    this.sockets.add(socket);
    socket.on('data', (chunk) => this.enqueue(socket, stream.push(chunk)));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.greeted.delete(socket);
      this.forget(socket);
      this.enqueue(socket, [stream.turnAtClose(this.owner === socket)]);
    });
  }

  private forget(socket: Socket): void {
    const others = this.waiting.filter((turn) => turn.socket !== socket);
    this.waiting.splice(0, this.waiting.length, ...others);
  }

  private enqueue(socket: Socket, turns: Turn[]): void {
    this.waiting.push(...turns.map((turn) => ({ ...turn, socket })));
    if (!this.isBusy) {
      this.work = this.runTurns().catch(this.onFailure);
    }
  }

  private async runTurns(): Promise<void> {
    this.isBusy = true;
    for (let turn = this.next(); turn && !this.isClosing; turn = this.next()) {
      const { socket, message, isComplete } = turn;
      socket.cork();
      await this.pglite.execProtocolRawStream(message, {
        // PGlite reuses the memory of what it hands out, hence the copy.
        onRawData: (data) => this.answer(socket, Buffer.from(data)),
      });
      socket.uncork();
      this.owner = isComplete && !this.pglite.isInTransaction() ? undefined : socket;
    }
    this.isBusy = false;
  }

  private answer(socket: Socket, data: Buffer): void {
    const notifications = this.notifications.push(data);
    if (socket.writable) {
      socket.write(data);
    }
    if (notifications.length > 0) {
      [...this.greeted].filter((other) => other !== socket).forEach((other) => other.write(notifications));
    }
  }

  private next(): WaitingTurn | undefined {
    const index = this.owner ? this.waiting.findIndex(({ socket }) => socket === this.owner) : 0;
    return index === -1 ? undefined : this.waiting.splice(index, 1)[0];
  }
}

/** What PGlite answers to a StartupMessage, up to ReadyForQuery; it is the same for every client. */
async function greetingOf(pglite: PGlite): Promise<Buffer> {
  const protocolVersion = [0, 3, 0, 0];
  const body = Buffer.from('user\0postgres\0database\0postgres\0\0');
  const startup = Buffer.from([0, 0, 0, 0, ...protocolVersion, ...body]);
  startup.writeInt32BE(startup.length);
  const answers: Buffer[] = [];
  await pglite.execProtocolRawStream(startup, { onRawData: (data) => answers.push(Buffer.from(data)) });
  return Buffer.concat(answers);
}
