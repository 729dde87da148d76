import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ValidationFailedException } from '../errors/common.exceptions.js';

const MAX_DEPTH = 16;

/**
 * Makes `application/json` the only body the API reads; Fastify answers 415 for anything else, so a form on
 * a foreign site cannot post here without a CORS preflight (OWASP ASVS v5.0.0-3.5.2).
 *
 * A body is one JSON object. Nothing of it is echoed, since a parser's message quotes the input, and its depth is
 * bounded, since validators recurse. No body at all is fine: clients often send the header alone.
 */
export function acceptOnlyJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
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
    void parse(request, text, (error, value: unknown) => {
      if (error || !isObject(value)) {
        done(new ValidationFailedException(['The body must be one valid JSON object.']));
      } else if (isDeeperThan(value, MAX_DEPTH)) {
        done(new ValidationFailedException([`The body must not be nested deeper than ${MAX_DEPTH} levels.`]));
      } else {
        done(null, value);
      }
    });
  });
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
