/** A piece of what a client said that the database has to work off in one go. */
export interface Turn {
  readonly message: Buffer;
  /** It ends with a message that PostgreSQL answers with ReadyForQuery. */
  readonly isComplete: boolean;
}

const SSL_REQUEST = 80877103;
const GSS_ENCRYPTION_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const LENGTH_BYTES = 4;
const END_OF_NAME = 0;

/**
 * Cuts the bytes of one client into turns (PostgreSQL documentation, chapter "Frontend/Backend Protocol").
 *
 * The names of prepared statements are replaced by ones that no other client uses: behind this there is one
 * session for all clients, and with the plain names the second client would get "prepared statement already exists".
 */
export class FrontendMessageStream {
  private readonly statements = new Map<string, string>();
  private rest: Buffer = Buffer.alloc(0);
  private turn: Buffer[] = [];
  private isStarted = false;

  constructor(
    private readonly clientId: number,
    private readonly answers: { greet(): void; refuseEncryption(): void; end(): void },
  ) {}

  /** The turns that are whole now. */
  push(chunk: Buffer): Turn[] {
    this.rest = Buffer.concat([this.rest, chunk]);
    const turns: Turn[] = [];
    for (let message = this.shift(); message; message = this.shift()) {
      if (!this.isStarted) {
        this.start(message.readInt32BE(LENGTH_BYTES));
        continue;
      }
      const type = String.fromCharCode(message[0] ?? 0);
      if (type === 'X') {
        this.answers.end();
        continue;
      }
      this.turn.push(this.withOwnStatementName(type, message));
      // Query, Sync and FunctionCall; Flush asks for what there is so far.
      if ('QSFH'.includes(type)) {
        turns.push({ message: Buffer.concat(this.turn), isComplete: type !== 'H' });
        this.turn = [];
      }
    }
    return turns;
  }

  /** Undoes what this client left in the session: an open transaction if there is one, and its statements. */
  turnAtClose(isInTransaction: boolean): Turn {
    const closes = [...this.statements.values()].map((name) => frontendMessage('C', `S${name}\0`));
    const rollback = isInTransaction ? [sync(), frontendMessage('Q', 'ROLLBACK\0')] : [];
    return { message: Buffer.concat([...rollback, ...closes, sync()]), isComplete: true };
  }

  private start(code: number): void {
    if (code === SSL_REQUEST || code === GSS_ENCRYPTION_REQUEST) {
      this.answers.refuseEncryption();
    } else if (code === CANCEL_REQUEST) {
      this.answers.end();
    } else {
      this.isStarted = true;
      this.answers.greet();
    }
  }

  private shift(): Buffer | undefined {
    const typeBytes = this.isStarted ? 1 : 0;
    if (this.rest.length < typeBytes + LENGTH_BYTES) {
      return undefined;
    }
    const length = typeBytes + this.rest.readInt32BE(typeBytes);
    if (this.rest.length < length) {
      return undefined;
    }
    const message = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    return message;
  }

  private withOwnStatementName(type: string, message: Buffer): Buffer {
    const start = statementNameStart(type, message);
    const end = start === undefined ? -1 : message.indexOf(END_OF_NAME, start);
    if (start === undefined || end <= start) {
      return message;
    }
    const name = message.toString('utf8', start, end);
    const ownName = this.statements.get(name) ?? `client_${this.clientId}_${this.statements.size}`;
    this.statements.set(name, ownName);
    const renamed = Buffer.concat([message.subarray(0, start), Buffer.from(ownName), message.subarray(end)]);
    renamed.writeInt32BE(renamed.length - 1, 1);
    return renamed;
  }
}

/** A message with a type byte; the length counts itself, not the type. */
export function frontendMessage(type: string, body: string): Buffer {
  const message = Buffer.from(`${type}\0\0\0\0${body}`);
  message.writeInt32BE(message.length - 1, 1);
  return message;
}

function sync(): Buffer {
  return frontendMessage('S', '');
}

/** Parse begins with the name, Bind has it after the portal's, Describe and Close after an `S`. */
function statementNameStart(type: string, message: Buffer): number | undefined {
  const body = 1 + LENGTH_BYTES;
  switch (type) {
    case 'P':
      return body;
    case 'B':
      return message.indexOf(END_OF_NAME, body) + 1;
    case 'D':
    case 'C':
      return message[body] === 'S'.charCodeAt(0) ? body + 1 : undefined;
    default:
      return undefined;
  }
}
