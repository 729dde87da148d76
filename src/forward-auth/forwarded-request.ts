import { ValidationFailedException } from '../errors/common.exceptions.js';
import type { HttpRequest } from '../http/http-request.js';
import { canonicalHost } from './host-name.js';

/** Which of its hosts a proxy asks for. */
export interface ForwardedHost {
  /** Canonical. */
  host: string;
  /** Whether the visitor came by https; without it no cookie of ours is believed. */
  isSecure: boolean;
}

/** What somebody wants of an application, as its proxy tells it. */
export interface ForwardedRequest extends ForwardedHost {
  method: string;
  /** Path and query, as the visitor wrote them. */
  target: string;
  /** Whether a person waits for a page, who can be sent elsewhere. */
  isNavigation: boolean;
}

/** @throws ValidationFailedException when the proxy does not say what it must, or says it twice. */
export function forwardedHostOf({ headers }: HttpRequest): ForwardedHost {
  const proto = single(headers['x-forwarded-proto']).toLowerCase();
  const host = canonicalHost(single(headers['x-forwarded-host']));
  if (!/^(?:http|ws)s?$/.test(proto) || host === undefined) {
    throw malformed();
  }
  return { host, isSecure: proto.endsWith('s') };
}

/** @throws ValidationFailedException as {@link forwardedHostOf} */
export function forwardedRequestOf(request: HttpRequest): ForwardedRequest {
  const { headers } = request;
  const method = single(headers['x-forwarded-method']);
  const target = single(headers['x-forwarded-uri']);
  if (!/^[A-Z]{1,20}$/.test(method) || target === '') {
    throw malformed();
  }
  const mode = headers['sec-fetch-mode'];
  const isNavigation =
    mode === undefined ? (headers.accept ?? '').includes('text/html') : mode === 'navigate';
  return { ...forwardedHostOf(request), method, target, isNavigation };
}

/** Node.js makes one text, with commas, of a header that is sent twice: none of these values has one, but for a path. */
function single(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}

function malformed(): ValidationFailedException {
  return new ValidationFailedException([
    'The proxy must send X-Forwarded-Method, X-Forwarded-Proto, X-Forwarded-Host and X-Forwarded-Uri, each once.',
  ]);
}
