import createClient from 'openapi-fetch';
import { fetchWithSession } from './fetch-with-session';
import type { paths } from './schema';

/**
 * The typed client of the API: paths, bodies and answers come from its OpenAPI document.
 *
 * On another origin than the API, put the API's origin here, and yours into its `FRONTEND_ORIGINS`. `credentials: 'include'`
 * makes the browser send and keep the cookies; no script ever sees a token.
 */
export const api = createClient<paths, 'application/json'>({
  baseUrl: window.location.origin,
  credentials: 'include',
  headers: { Accept: 'application/json' },
  fetch: fetchWithSession,
});
