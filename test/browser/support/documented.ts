import { STATUS_CODES } from 'node:http';
import type { Response } from 'playwright-core';
import { checkAgainstContract } from '../../support/api-contract.js';

/** Every answer that a page gets is checked against `openapi.json`. */
export async function expectDocumented(response: Response): Promise<void> {
  const contentType = response.headers()['content-type'] ?? '';
  // A page that goes away takes the bodies of its answers along.
  const body: unknown = contentType.startsWith('application/json')
    ? await response.json().catch(() => undefined)
    : null;
  if (body === undefined) {
    return;
  }
  checkAgainstContract({
    method: response.request().method(),
    path: new URL(response.url()).pathname,
    status: response.status(),
    contentType,
    body,
  });
}

/** For an answer that a test gives in the place of the API; {@link expectDocumented} holds it against the document, too. */
export function errorBody(statusCode: number, errorCode: string): object {
  return { statusCode, error: STATUS_CODES[statusCode], message: 'As a test wants it.', errorCode };
}
