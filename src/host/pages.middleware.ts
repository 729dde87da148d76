import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type NestMiddleware } from '@nestjs/common';
import { changePasswordPath, isPagePath } from '../http/page-paths.js';
import { pagePolicy } from '../http/response-headers.js';
import { Environment } from '../options/environment.js';
import { HostOptions } from '../options/host-options.js';
import { type AccountPages, readPages } from './account-pages.js';
import { ASSET_CACHING } from './assets.js';

/** Serves the account pages where a host wants them, from memory: they are as they were at the start, also after another build. */
@Injectable()
export class PagesMiddleware implements NestMiddleware<
  IncomingMessage & { originalUrl?: string },
  ServerResponse
> {
  private readonly pages: AccountPages | undefined;

  constructor(environment: Environment, { pages }: HostOptions) {
    this.pages = pages ? readPages(environment) : undefined;
  }

  use(request: IncomingMessage & { originalUrl?: string }, response: ServerResponse, next: () => void): void {
    const [path = ''] = (request.originalUrl ?? request.url ?? '').split('?', 1);
    const asset = this.pages?.assets.get(path);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (asset) {
      response.setHeader('Content-Type', asset.type);
      response.setHeader('Cache-Control', ASSET_CACHING);
      if (asset.policy !== undefined) {
        response.setHeader('Content-Security-Policy', asset.policy);
      }
      response.end(asset.content);
    } else if (path === '/.well-known/change-password') {
      response.writeHead(303, { Location: changePasswordPath }).end();
    } else if (this.pages && isPagePath(path)) {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.setHeader('Content-Security-Policy', pagePolicy);
      response.setHeader('Referrer-Policy', 'no-referrer');
      // Not `no-store`: the page holds no secret, and this lets the browser's back button work.
      response.setHeader('Cache-Control', 'no-cache');
      response.appendHeader('Vary', 'Accept-Language');
      response.end(this.pages.documentFor(request.headers['accept-language']));
    } else {
      next();
    }
  }
}
