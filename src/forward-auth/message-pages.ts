import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiException, type ErrorBody } from '../errors/api.exception.js';
import { ApiExceptionFilter } from '../http/api-exception.filter.js';
import { escapeHtml } from '../http/escape-html.js';
import type { HttpRequest, HttpResponse } from '../http/http-request.js';

interface Link {
  href: string;
  text: string;
}

/** For people whose way ends here: a page in place of the JSON of the API. */
@Injectable()
export class MessagePages {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly filter: ApiExceptionFilter,
  ) {}

  /** @returns the page in place of an `ApiException`, which is logged all the same; all other failures are not for people to mend. */
  async insteadOfErrors<T>(
    request: HttpRequest,
    reply: HttpResponse,
    link: Link | undefined,
    work: () => Promise<T>,
  ): Promise<T | string> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiException)) {
        throw error;
      }
      const { httpAdapter } = this.adapterHost;
      httpAdapter.status(reply, error.getStatus());
      httpAdapter.setHeader(reply, 'Content-Type', 'text/html; charset=utf-8');
      const { message } = this.filter.describe(error, request).getResponse() as ErrorBody;
      return page([message].flat().join(' '), link);
    }
  }
}

/** Without styles, since it stands on hosts that are not ours. */
function page(sentence: string, link: Link | undefined): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<title>No way on</title>',
    '<h1>No way on</h1>',
    `<p>${escapeHtml(sentence)}</p>`,
    ...(link ? [`<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.text)}</a></p>`] : []),
    '</html>',
    '',
  ].join('\n');
}
