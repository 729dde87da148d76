import cookieParser from 'cookie-parser';
import { type HttpRequest, rawOf } from '../http/http-request.js';

type Cookies = Record<string, unknown>;

const parse = cookieParser();
const parsed = new WeakMap<object, Cookies>();

/** The cookies of a request; where the host has no cookie-parser, they are parsed here, and the request is left as it is. */
export function presentedCookies(request: HttpRequest): Cookies {
  const raw = rawOf(request) as { cookies?: Cookies };
  return raw.cookies ?? parsed.get(raw) ?? parseHeader(raw, request.headers.cookie);
}

function parseHeader(raw: object, cookie: string | undefined): Cookies {
  const bare: { headers: object; cookies?: Cookies } = { headers: { cookie } };
  parse(bare as never, {} as never, () => undefined);
  const cookies = bare.cookies ?? {};
  parsed.set(raw, cookies);
  return cookies;
}
