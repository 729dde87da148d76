import { parse as parseForm } from 'node:querystring';
import type { Readable } from 'node:stream';
import { PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ValidationFailedException } from '../errors/common.exceptions.js';

const MAX_DEPTH = 16;
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
      if (error || (isOfOurRoute(request) && !isObject(value))) {
        done(new ValidationFailedException(['The body must be one valid JSON object.']));
      } else if (typeof value === 'object' && value !== null && isDeeperThan(value, MAX_DEPTH)) {
        done(new ValidationFailedException([`The body must not be nested deeper than ${MAX_DEPTH} levels.`]));
      } else {
        done(null, value);
      }
    });
  });
  fastify.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) => {
    if (isOfOurRoute(request)) {
      throw new UnsupportedMediaTypeException();
    }
    const bytes = await read(payload, request.routeOptions.bodyLimit);
    const isForm = /^application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '');
    return isForm ? { ...parseForm(bytes.toString()) } : bytes;
  });
}

/** Of a route; see `RouteConfig` of `@nestjs/platform-fastify`. */
interface RouteConfig {
  isOurs?: boolean;
  /** Bytes; for a route of your own. */
  bodyLimit?: number;
}

function isOfOurRoute({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as RouteConfig).isOurs === true;
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

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDeeperThan(value: object, limit: number): boolean {
  let level: object[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === limit) {
      return true;
    }
    level = level
      .flatMap((parent) => Object.values(parent) as unknown[])
      .filter((child): child is object => typeof child === 'object' && child !== null);
  }
  return false;
}
