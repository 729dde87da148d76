import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorBody, type ErrorBody } from '../errors/api.exception.js';
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
  const body = errorBody('VALIDATION_FAILED', ['The path is not valid.']);
  void reply
    .code(body.statusCode)
    .headers({ ...bareHeaders, 'X-Request-Id': request.id })
    .send(body);
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
    ...errorBody('VALIDATION_FAILED', [message]),
    statusCode,
    error: STATUS_CODES[statusCode] ?? 'Error',
  };
}
