import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptOnlyJsonBodies } from '../../../src/server/json-body.parser.js';

let server: FastifyInstance;

beforeAll(() => {
  server = fastify({ bodyLimit: 1024 });
  acceptOnlyJsonBodies(server);
  server.setErrorHandler((error: { status?: number; statusCode?: number }, _, reply) => {
    const { message } = (error as { getResponse?(): { message: unknown } }).getResponse?.() ?? {};
    const status = (error as { getStatus?(): number }).getStatus?.() ?? error.statusCode;
    return reply.code(status ?? 500).send({ message });
  });
  server.post('/', { config: { isOurs: true } }, (request) => ({ body: request.body ?? null }));
});

afterAll(() => server.close());

async function post(payload: string, type = 'application/json') {
  const response = await server.inject({
    method: 'POST',
    url: '/',
    payload,
    headers: { 'content-type': type },
  });
  return { status: response.statusCode, body: response.json<{ body?: unknown; message?: string[] }>() };
}

const nested = (depth: number) => `{"a":`.repeat(depth - 1) + '{}' + '}'.repeat(depth - 1);

describe('a body', () => {
  it('is one JSON object, or none at all', async () => {
    expect(await post('{"a":[1,"x",null]}')).toEqual({ status: 200, body: { body: { a: [1, 'x', null] } } });
    expect(await post('{}', 'application/json; charset=utf-8')).toEqual({ status: 200, body: { body: {} } });
    expect(await post('')).toEqual({ status: 200, body: { body: null } });
  });

  it.each([
    '[]',
    '[{"email":"a@example.com"}]',
    '12',
    'null',
    '"canary"',
    'true',
    '{',
    '{"canary"',
    '{"a":1}canary',
    "{'canary':1}",
    '{"__proto__":{"canary":1}}',
    '{"a":{"__proto__":{}}}',
    '{"\\u005f_proto__":{}}',
    '{"constructor":{"prototype":{"canary":1}}}',
    ' ',
    '\u0000',
  ])('%j is refused, and not repeated', async (payload) => {
    const { status, body } = await post(payload);
    expect(status).toBe(400);
    expect(body.message).toEqual(['The body must be one valid JSON object.']);
  });

  it('is at most 16 levels deep, of objects or lists', async () => {
    expect((await post(nested(16))).status).toBe(200);
    expect((await post(nested(17))).body.message?.[0]).toMatch(/deeper than 16/);
    expect((await post(`{"a":${'['.repeat(16)}${']'.repeat(16)}}`)).status).toBe(400);
    expect((await post(`{"a":${'['.repeat(400)}${']'.repeat(400)}}`)).status).toBe(400);
  });

  it('may begin with a byte order mark, and the last of equal names counts (ASVS 1.5.3)', async () => {
    expect((await post('\ufeff{"a":1}')).body.body).toEqual({ a: 1 });
    expect((await post('{"a":1,"a":2}')).body.body).toEqual({ a: 2 });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/json',
    'application/xml',
  ])('of %s is refused, be it JSON', async (type) => {
    expect((await post('{"a":1}', type)).status).toBe(415);
  });
});
