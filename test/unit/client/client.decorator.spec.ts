import type { FastifyRequest } from 'fastify';
import { expect, it } from 'vitest';
import { clientOf } from '../../../src/client/client.decorator.js';

const withUserAgent = (userAgent?: string) =>
  clientOf({
    ip: '203.0.113.7',
    id: 'r1',
    headers: { 'user-agent': userAgent },
  } as unknown as FastifyRequest);

it('says who asks, from the connection', () => {
  expect(withUserAgent('Mozilla/5.0')).toEqual({
    ip: '203.0.113.7',
    requestId: 'r1',
    userAgent: 'Mozilla/5.0',
  });
  expect(withUserAgent().userAgent).toBe('');
});

it('keeps nothing of a User-Agent that could forge a line or colour a terminal, and not too much of it (ASVS 1.3.3)', () => {
  expect(withUserAgent('a\r\n{"level":"log"}\u001b[31m\u0000\u0085\u2028\u202eb').userAgent).toBe(
    'a{"level":"log"}[31mb',
  );
  expect(withUserAgent('x'.repeat(10_000)).userAgent).toHaveLength(256);
});
