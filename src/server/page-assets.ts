import type { FastifyInstance } from 'fastify';
import { type Asset, ASSET_CACHING } from '../host/assets.js';

/** One route for each file that there is; any other path is as unknown as everywhere. */
export function serveAssets(fastify: FastifyInstance, assets: Map<string, Asset>): void {
  for (const [path, { type, content, policy }] of assets) {
    const headers = {
      'Cache-Control': ASSET_CACHING,
      ...(policy !== undefined && { 'Content-Security-Policy': policy }),
    };
    fastify.get(path, (_request, reply) => reply.headers(headers).type(type).send(content));
  }
}
