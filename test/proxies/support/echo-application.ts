import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';

/** A protected application that shows what it was sent: to a browser as a page, from which one can log out. */
export class EchoApplication {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<EchoApplication> {
    const server = createServer(({ url, headers }, response) => {
      response.setHeader('X-Application', 'true');
      if (headers['sec-fetch-mode'] === 'navigate') {
        // As many send it; then browsers tell the origin of a form's page to nobody.
        response.setHeader('Referrer-Policy', 'no-referrer');
        response.setHeader('Content-Type', 'text/html').end(page(url, headers['twofold-identity']));
      } else {
        response.end(JSON.stringify({ url, headers }));
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new EchoApplication(server);
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }
}

function page(url: string | undefined, token: string | string[] | undefined): string {
  const { email } = decodeJwt(String(token));
  return `<!doctype html><title>Application</title><h1>${String(email)} at ${url}</h1>
    <form method="post" action="/.twofold/log-out"><button>Log out</button></form>`;
}
