import { Counter } from 'prom-client';
import { registry } from '../http/registry.js';

export const sessionCacheHits = new Counter({
  name: 'session_cache_hits_total',
  help: 'Guarded requests that needed no query',
  registers: [registry],
});
