import type { ServerResponse } from 'node:http';
import { Injectable, type NestMiddleware, UnsupportedMediaTypeException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CrossOriginProtection } from '@nestjs/core/security/cross-origin-protection.js';
import { noteAddress } from '../client/client.decorator.js';
import { forwardedAddress } from '../client/forwarded-address.js';
import { ProxyList } from '../client/proxy-list.js';
import type { ErrorBody } from '../errors/api.exception.js';
import { ApiExceptionFilter } from '../http/api-exception.filter.js';
import { type HttpRequest, requestIdOf } from '../http/http-request.js';
import { apiHeaders } from '../http/response-headers.js';
import { Environment } from '../options/environment.js';

/**
 * What the stand-alone server does for all routes, a host has done for ours alone: headers, no changes from foreign sites, and JSON
 * as the only body (OWASP ASVS v5.0.0-3.5.2).
 */
@Injectable()
export class HostRequestMiddleware implements NestMiddleware<HttpRequest, ServerResponse> {
  private readonly crossOrigin: CrossOriginProtection;
  /** Undefined where whose word counts is the adapter's affair. */
  private readonly proxies: ProxyList | undefined;
  private readonly headers = new Map(Object.entries(apiHeaders));

  constructor(
    adapterHost: HttpAdapterHost,
    private readonly filter: ApiExceptionFilter,
    { TRUSTED_PROXIES, trustedOrigins }: Environment,
  ) {
    this.crossOrigin = new CrossOriginProtection(adapterHost.httpAdapter, { trustedOrigins });
    this.proxies = TRUSTED_PROXIES.length > 0 ? new ProxyList(TRUSTED_PROXIES) : undefined;
  }

  use(request: HttpRequest, response: ServerResponse, next: () => void): void {
    response.setHeaders(this.headers);
    response.setHeader('X-Request-Id', requestIdOf(request));
    this.findClient(request);
    const refusal = this.crossOrigin.check(request) ?? refuseForeignBody(request);
    if (refusal) {
      answer(response, this.filter.describe(refusal, request).getResponse() as ErrorBody);
    } else {
      next();
    }
  }

  private findClient(request: HttpRequest): void {
    if (this.proxies) {
      const peer = request.socket.remoteAddress ?? '';
      const header = request.headers['x-forwarded-for'];
      noteAddress(request, forwardedAddress(peer, header?.toString(), this.proxies));
    }
  }
}

function refuseForeignBody({ headers }: HttpRequest): Error | undefined {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  const isJson = /^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '');
  return hasBody && !isJson ? new UnsupportedMediaTypeException() : undefined;
}

function answer(response: ServerResponse, body: ErrorBody): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.statusCode = body.statusCode;
  response.end(JSON.stringify(body));
}
