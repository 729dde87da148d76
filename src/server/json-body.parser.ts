import { parse as parseForm } from 'node:querystring';
import type { Readable } from 'node:stream';
import { PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import { bodyProblemOf, NO_OBJECT } from '../http/body-shape.js';
import type { RouteConfig } from '../http/route-config.js';

/** Bytes, of a body for a route that is not ours, unless its `RouteConfig` says otherwise. */
const OWN_BODY_LIMIT = 1024 * 1024;

/**
 * Makes `application/json` the only body the API reads; what is anything else is a 415, so a form on a foreign site cannot post
 * here without a CORS preflight (OWASP ASVS v5.0.0-3.5.2).
 *
 * A body is one JSON object. Nothing of it is echoed, since a parser's message quotes the input, and its depth is
 * bounded, since validators recurse. No body at all is fine: clients often send the header alone.
 *
 * Routes that are not ours take any JSON, forms, and all else as bytes.
 */
export function acceptOnlyJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRoute', (route) => {
    const { isOurs, bodyLimit } = (route.config ?? {}) as RouteConfig;
    route.bodyLimit ??= isOurs ? undefined : (bodyLimit ?? OWN_BODY_LIMIT);
  });
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text: string, done) => {
    if (!isPlainUtf8(request)) {
      done(new UnsupportedMediaTypeException());
      return;
    }
    if (text === '') {
      done(null, undefined);
      return;
    }
    if (!isOfOurRoute(request)) {
      // For signatures over what was sent; the name is Nest's.
      Object.assign(request, { rawBody: Buffer.from(text) });
    }
    void parse(request, text, (error, value: unknown) => {
      const problem = error ? NO_OBJECT : bodyProblemOf(value, isOfOurRoute(request));
      done(problem ? new ValidationFailedException([problem]) : null, value);
    });
  });
  fastify.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) => {
    if (configOf(request).ignoresBody) {
      await read(payload, request.routeOptions.bodyLimit);
      return undefined;
    }
    if (isOfOurRoute(request)) {
      throw new UnsupportedMediaTypeException();
    }
    const bytes = await read(payload, request.routeOptions.bodyLimit);
    const isForm = /^application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '');
    return isForm ? { ...parseForm(bytes.toString()) } : bytes;
  });
}

function isOfOurRoute({ routeOptions }: FastifyRequest): boolean {
  return configOf({ routeOptions }).isOurs === true;
}

function configOf({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): RouteConfig {
  return routeOptions.config as RouteConfig;
}

async function read(payload: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) {
      throw new PayloadTooLargeException();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** RFC 8259 section 8.1: JSON is UTF-8; and nothing here inflates what is small on the wire. */
function isPlainUtf8({ headers }: FastifyRequest): boolean {
  const [, charset = 'utf-8'] = /;\s*charset="?([^";\s]*)/i.exec(headers['content-type'] ?? '') ?? [];
  return /^utf-?8$/i.test(charset) && /^(?:identity)?$/i.test(headers['content-encoding'] ?? '');
}
