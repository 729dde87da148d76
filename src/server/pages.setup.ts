import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readPages } from '../host/account-pages.js';
import { changePasswordPath, pagePaths } from '../http/page-paths.js';
import type { Environment } from '../options/environment.js';
import { answerNavigations } from './not-found.page.js';
import { serveAssets } from './page-assets.js';

/**
 * Serves the account pages of `web/`. Without them (`npm run dev` builds none) the API works all the same, and their paths
 * are as unknown as any other.
 */
export function setUpPages(app: NestFastifyApplication, environment: Environment): void {
  const pages = readPages(environment);
  if (!pages) {
    return;
  }
  const fastify = app.getHttpAdapter().getInstance();
  for (const path of pagePaths) {
    fastify.get(path, ({ headers }, reply) =>
      reply
        // Not `no-store`: the page holds no secret, and this lets the browser's back button work.
        .header('Cache-Control', 'no-cache')
        .header('Vary', 'Accept-Language')
        .type('text/html; charset=utf-8')
        .send(pages.documentFor(headers['accept-language'])),
    );
  }
  fastify.get('/.well-known/change-password', (_request, reply) => reply.redirect(changePasswordPath, 303));
  serveAssets(fastify, pages.assets);
  answerNavigations(fastify, pages);
}
