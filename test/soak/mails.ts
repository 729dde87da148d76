import { MailServer } from '../support/mail-server.js';
import { parseMail } from '../support/received-mail.js';

/** The tokens of all mails that came. */
export class Mails {
  /** By recipient and page. */
  private readonly tokens = new Map<string, string[]>();
  private readonly taken = new Set<string>();

  private constructor(private readonly server: MailServer) {}

  static async start(): Promise<Mails> {
    return new Mails(await MailServer.start());
  }

  get url(): string {
    return this.server.url;
  }

  /** @returns the newest token that was not taken yet, however often its mail came. */
  take(recipient: string, page: string): string | undefined {
    for (const source of this.server.messages.splice(0)) {
      const { to, tokens } = parseMail(source);
      for (const [path, token] of Object.entries(tokens)) {
        const key = `${to} ${path}`;
        this.tokens.set(key, [...(this.tokens.get(key) ?? []), token]);
      }
    }
    const token = this.tokens.get(`${recipient} ${page}`)?.findLast((each) => !this.taken.has(each));
    if (token !== undefined) {
      this.taken.add(token);
    }
    return token;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
