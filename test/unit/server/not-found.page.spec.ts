import { readFileSync } from 'node:fs';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { describe, expect, it } from 'vitest';
import { answerNavigations } from '../../../src/server/not-found.page.js';

// As Vite writes it, with what it adds.
const document = readFileSync('web/index.html', 'utf8').replace(
  '</head>',
  '<script type="module" crossorigin src="/assets/a.js"></script><link rel="stylesheet" href="/assets/a.css"></head>',
);

const fastify = new FastifyAdapter().getInstance();
answerNavigations(fastify, { document, header: '' });
fastify.get('/gone', (_request, reply) => reply.code(404).send({ errorCode: 'NOT_FOUND' }));
fastify.setNotFoundHandler((_request, reply) => reply.code(404).send({ errorCode: 'NOT_FOUND' }));

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'sec-fetch-mode': 'navigate' };

describe('an address at which there is nothing', () => {
  it.each([browser, { accept: 'text/html' }])('is a page for who reads it: %j', async (headers) => {
    const response = await fastify.inject({ url: '/nothing', headers });
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['content-security-policy']).toContain("style-src 'self'");
    expect(response.body).toContain('<title>Page not found</title>');
    expect(response.body).toContain('<h1>Page not found</h1>');
    expect(response.body).toContain('/assets/a.css');
    expect(response.body).not.toMatch(/<script|noscript|did not load|nothing\b.*\/nothing/);
  });

  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de', 'Seite nicht gefunden'],
    ['ja', 'ja', 'ページが見つかりません'],
    ['zh', 'en', 'Page not found'],
  ])('is in the language that a browser asks for: %s', async (accepted, language, title) => {
    const headers = { ...browser, 'accept-language': accepted };
    const response = await fastify.inject({ url: '/nothing', headers });
    expect(response.headers['vary']).toContain('Accept-Language');
    expect(response.body).toContain(`<html lang="${language}">`);
    expect(response.body).toContain(`<title>${title}</title>`);
    expect(response.body).toContain(`<h1>${title}</h1>`);
  });

  it.each([
    ['GET', '/nothing', {}],
    ['GET', '/nothing', { accept: '*/*' }],
    ['GET', '/nothing', { accept: 'application/json' }],
    ['GET', '/nothing', { accept: 'text/html', 'sec-fetch-mode': 'cors' }],
    ['POST', '/nothing', browser],
    ['GET', '/gone', browser],
  ] as const)('is the error body for a program: %s %s %j', async (method, url, headers) => {
    const response = await fastify.inject({ method, url, headers });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toEqual({ errorCode: 'NOT_FOUND' });
  });
});
