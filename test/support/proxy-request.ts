import { once } from 'node:events';
import { type IncomingMessage, request, type RequestOptions } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Answer } from './browser.js';

/** As a proxy sends it: `fetch` would write a `Sec-Fetch-Mode` of its own over the visitor's. */
export async function sendAsProxy(url: URL, options: RequestOptions): Promise<Answer> {
  const outgoing = request(url, options).end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(response.headersDistinct)) {
    values.forEach((value) => headers.append(name, value));
  }
  const body = await text(response);
  const isJson = headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.statusCode ?? 0,
    headers,
    cookies: headers.getSetCookie(),
    body: isJson && body !== '' ? JSON.parse(body) : body,
  };
}
