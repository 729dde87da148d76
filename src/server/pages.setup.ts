import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { changePasswordPath, pagePaths } from '../http/page-paths.js';
import type { Environment } from '../options/environment.js';

/** What `vite build web` wrote. */
const PAGES = join(import.meta.dirname, '../web');

/**
 * Serves the account pages of `web/`. Without them (`npm run dev` builds none) the API works all the same, and their paths
 * are as unknown as any other.
 */
export async function setUpPages(app: NestFastifyApplication, environment: Environment): Promise<void> {
  const document = join(PAGES, 'index.html');
  if (!existsSync(document)) {
    return;
  }
  const html = withSettings(readFileSync(document, 'utf8'), environment);
  const fastify = app.getHttpAdapter().getInstance();
  for (const path of pagePaths) {
    fastify.get(path, (_request, reply) =>
      // Not `no-store`: the page holds no secret, and this lets the browser's back button work.
      reply.header('Cache-Control', 'no-cache').type('text/html; charset=utf-8').send(html),
    );
  }
  const { default: fastifyStatic } = await import('@fastify/static');
  fastify.get('/.well-known/change-password', (_request, reply) => reply.redirect(changePasswordPath, 303));
  await fastify.register(fastifyStatic, {
    root: join(PAGES, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    // One route for each file that there is; any other path is as unknown as everywhere.
    wildcard: false,
    index: false,
    // A file's name has the hash of its content.
    immutable: true,
    maxAge: '365d',
  });
}

/** Tells the script, which may not be inline, how this server is configured. */
function withSettings(html: string, environment: Environment): string {
  const settings = {
    'app-name': environment.TWO_FACTOR_AUTHENTICATION_APP_NAME,
    'password-min-length': environment.PASSWORD_MIN_LENGTH,
    'trusted-device-lifetime': environment.TRUSTED_DEVICE_LIFETIME,
  };
  const tags = Object.entries(settings).map(
    ([name, value]) => `<meta name="${name}" content="${escapeHtml(String(value))}">`,
  );
  return html.replace('</head>', () => `${tags.join('')}</head>`);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
