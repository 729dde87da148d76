import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { expect, it } from 'vitest';
import { readAssets } from '../../../src/host/assets.js';
import { serveAssets } from '../../../src/server/page-assets.js';

it('the files of a page are served when a build has replaced them, for good and by their type', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-assets-'));
  writeFileSync(join(directory, 'index-abc.js'), 'let a;');
  writeFileSync(join(directory, 'index-abc.css'), 'p {}');
  writeFileSync(join(directory, 'other-abc.bin'), Buffer.from([0xff, 0x00]));
  const fastify = new FastifyAdapter().getInstance();
  serveAssets(fastify, readAssets(directory));
  rmSync(directory, { recursive: true });

  const script = await fastify.inject('/assets/index-abc.js');
  expect([script.statusCode, script.body]).toEqual([200, 'let a;']);
  expect(script.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect((await fastify.inject('/assets/index-abc.css')).headers['content-type']).toMatch(/^text\/css/);
  const other = await fastify.inject('/assets/other-abc.bin');
  expect(other.headers['content-type']).toBe('application/octet-stream');
  expect([...other.rawPayload]).toEqual([0xff, 0x00]);
  expect((await fastify.inject('/assets/index-def.js')).statusCode).toBe(404);
  await fastify.close();
});
