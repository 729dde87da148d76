import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { ErrorBody } from '../errors/api.exception.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { bareHeaders } from './security-headers.js';

/**
 * Answers what Node.js itself refuses before there is a request (headers over 16 kB, broken framing, headers
 * that never end) with the same error body and headers as everything else.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { statusCode, ...rest } = bodyOf(error.code);
  const body = JSON.stringify({ statusCode, ...rest });
  socket.end(
    [
      `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}`,
      ...Object.entries(bareHeaders).map(([name, value]) => `${name}: ${value}`),
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${randomUUID()}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/** Answers what Fastify's router refuses: a path that cannot be decoded. */
export function answerBadUrl(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const body = withStatus(400, 'The path is not valid.');
  void reply
    .code(body.statusCode)
    .headers({ ...bareHeaders, 'X-Request-Id': request.id })
    .send(body);
}

/** Answers an `Expect` other than `100-continue` (RFC 9110 section 10.1.1), of which Fastify never hears. */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const body = withStatus(417, 'Expect can be 100-continue only.');
  response.statusCode = body.statusCode;
  response.setHeaders(new Map(Object.entries(bareHeaders)));
  response.setHeader('X-Request-Id', randomUUID());
  response.setHeader('Connection', 'close');
  response.end(JSON.stringify(body));
}

/** RFC 9112 section 3.2: a request of HTTP/1.1 names its host. */
export function refuseWithoutHost(
  { raw }: FastifyRequest,
  _reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  const isRefused = raw.headers.host === undefined && raw.httpVersion === '1.1';
  done(isRefused ? new ValidationFailedException(['The Host header is missing.']) : undefined);
}

function bodyOf(code: string | undefined): ErrorBody {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return withStatus(431, 'The headers are too large. Clear the cookies of this site and try again.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return withStatus(408, 'The request took too long to arrive.');
    default:
      return withStatus(400, 'The request is not valid HTTP.');
  }
}

function withStatus(statusCode: number, message: string): ErrorBody {
  return {
    ...(new ValidationFailedException([message]).getResponse() as ErrorBody),
    statusCode,
    error: STATUS_CODES[statusCode] ?? 'Error',
  };
}
