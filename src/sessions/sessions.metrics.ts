import { Counter } from 'prom-client';

export const sessionCacheHits = new Counter({
  name: 'session_cache_hits_total',
  help: 'Guarded requests that needed no query',
});
