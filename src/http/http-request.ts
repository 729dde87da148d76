import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request, as Fastify and Express both hand it over. */
export interface HttpRequest {
  method: string;
  headers: IncomingHttpHeaders;
  /** Of the client, as far as the adapter's trust in proxies tells; a WebSocket's has none. */
  ip?: string;
  body?: unknown;
  /** Fastify's request has Node.js's in it; Express's is Node.js's. */
  raw?: IncomingMessage;
  socket: IncomingMessage['socket'];
  /** Of Fastify, or of a library of the host. */
  id?: string | number;
  /** Fastify's and Express's word for the pattern that the path matched. */
  routeOptions?: { url?: string };
  route?: { path?: string };
  /** Who passed a guard; of a host's own guards whatever they set. */
  user?: { id?: string };
}

/** An answer; headers and cookies are set through the `HttpAdapterHost`. */
export interface HttpResponse {
  status(code: number): unknown;
}

export function rawOf(request: HttpRequest): IncomingMessage {
  return request.raw ?? (request as unknown as IncomingMessage);
}

const requestIds = new WeakMap<object, string>();

/** What log lines, security events and `X-Request-Id` call the request. Express gives it no name. */
export function requestIdOf(request: HttpRequest): string {
  if (request.id !== undefined) {
    return String(request.id);
  }
  const id = requestIds.get(request) ?? randomUUID();
  requestIds.set(request, id);
  return id;
}

/** The pattern that the path matched; undefined where none did. */
export function routeOf({ routeOptions, route }: HttpRequest): string | undefined {
  return routeOptions?.url ?? route?.path;
}
