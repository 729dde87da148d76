import createClient from 'openapi-fetch';
import { API_ORIGIN } from './api-origin';
import { fetchWithSession } from './fetch-with-session';
import type { paths } from './schema';

/**
 * The typed client of the API: paths, bodies and answers come from its OpenAPI document.
 *
 * `credentials: 'include'` makes the browser send and keep the cookies; no script ever sees a token.
 */
export const api = createClient<paths, 'application/json'>({
  baseUrl: API_ORIGIN,
  credentials: 'include',
  headers: { Accept: 'application/json' },
  fetch: fetchWithSession,
});
