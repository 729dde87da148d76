/** Of a message: its type, and four bytes of length that count themselves. */
const HEADER_BYTES = 5;

const NOTIFICATION_RESPONSE = 'A'.charCodeAt(0);

/**
 * Finds the NotificationResponse messages in what the database says (PostgreSQL documentation, chapter "Message Formats").
 *
 * Behind the embedded database's socket there is one session for all clients, and it says what it has heard to whoever made it
 * heard: so they are handed to the others from here.
 */
export class NotificationStream {
  private header: Buffer = Buffer.alloc(0);
  /** The one that has not come to its end. */
  private notification: Buffer[] | undefined;
  /** Bytes of the message at hand that are still to come. */
  private left = 0;

  /** @returns the messages that are whole now, one after the other; mostly nothing. */
  push(chunk: Buffer): Buffer {
    const whole: Buffer[] = [];
    for (let rest = chunk; rest.length > 0;) {
      if (this.left === 0) {
        rest = this.begin(rest);
        continue;
      }
      const part = rest.subarray(0, this.left);
      this.notification?.push(part);
      this.left -= part.length;
      rest = rest.subarray(part.length);
      if (this.left === 0 && this.notification) {
        whole.push(...this.notification);
        this.notification = undefined;
      }
    }
    return Buffer.concat(whole);
  }

  /** @returns what comes after the header, or after as much of it as there is. */
  private begin(bytes: Buffer): Buffer {
    const missing = HEADER_BYTES - this.header.length;
    this.header = Buffer.concat([this.header, bytes.subarray(0, missing)]);
    if (this.header.length === HEADER_BYTES) {
      this.left = this.header.readInt32BE(1) + 1 - HEADER_BYTES;
      this.notification = this.header[0] === NOTIFICATION_RESPONSE ? [this.header] : undefined;
      this.header = Buffer.alloc(0);
    }
    return bytes.subarray(missing);
  }
}
