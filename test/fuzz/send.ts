import { Agent, type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import type { Actor } from './actor.js';
import { encodeBody } from './body-encodings.js';
import { cookieHeader } from './cookie-variants.js';
import { type HostileRequest, RawPathPart } from './hostile-request.arbitrary.js';
import { type KnownName, resolve } from './known-value.js';
import { type Operation, operations } from './openapi-operations.js';

/** Milliseconds; far more than any answer takes. */
const PATIENCE = 30_000;

/** A request as it was sent, and its answer. */
export interface Exchange {
  operation: Operation;
  path: string;
  /** What the sender told the API, and may hear again. */
  sent: string;
  status: number;
  headers: IncomingHttpHeaders;
  cookies: string[];
  body: Buffer;
}

const byName = new Map(operations.map((operation) => [operation.name, operation]));

/** Sends requests with `node:http`, since `fetch` mends or refuses half of what hostile clients send. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly url: string) {}

  /** @returns undefined where the server hung up on a body that is too large, before or while it answered. */
  async send(
    request: HostileRequest,
    actor: Actor,
    lookUp: (name: KnownName) => unknown,
  ): Promise<Exchange | undefined> {
    const operation = byName.get(request.operation) as Operation;
    const path = pathOf(operation, request, lookUp) + queryOf(request, lookUp);
    const { body } = request;
    const bytes = body && encodeBody(resolve(body.value, lookUp), body.encoding);
    const headers: Record<string, string | string[]> = { 'x-forwarded-for': request.address };
    const cookie = cookieHeader(actor.browser, request.cookies);
    if (cookie) {
      headers['cookie'] = cookie;
    }
    if (body) {
      headers['content-type'] = body.type;
      // Node.js sends none with GET, and the body would count as the next request.
      headers['content-length'] = String(bytes?.length);
    }
    for (const [name, value] of request.headers) {
      const before = headers[name];
      headers[name] = before === undefined || name === 'host' ? value : [before, value].flat();
    }
    try {
      const answer = await this.exchange(operation.method, path, headers, bytes);
      return { operation, path, sent: [path, bytes?.toString() ?? ''].join('\n'), ...answer };
    } catch (error) {
      if ((bytes?.length ?? 0) > 100 * 1024 && isHangUp(error)) {
        return undefined;
      }
      throw error;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private exchange(
    method: string,
    path: string,
    headers: Record<string, string | string[]>,
    body: Buffer | undefined,
  ): Promise<Pick<Exchange, 'status' | 'headers' | 'cookies' | 'body'>> {
    return new Promise((settle, reject) => {
      const request = httpRequest(this.url, { method, path, headers, agent: this.agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          settle({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            cookies: answer.headers['set-cookie'] ?? [],
            body: Buffer.concat(chunks),
          }),
        );
      });
      request.setTimeout(PATIENCE, () => request.destroy(new Error(`No answer within ${PATIENCE} ms.`)));
      request.on('error', reject);
      request.end(body);
    });
  }
}

function pathOf(
  operation: Operation,
  { path }: HostileRequest,
  lookUp: (name: KnownName) => unknown,
): string {
  return operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = path[name];
    return value instanceof RawPathPart ? value.text : encode(resolve(value, lookUp)).slice(0, 8000);
  });
}

function queryOf({ query }: HostileRequest, lookUp: (name: KnownName) => unknown): string {
  const pairs = query.map(
    ([name, value]) => `${encode(name)}=${encode(resolve(value, lookUp)).slice(0, 2000)}`,
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}

function isHangUp(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '');
}
