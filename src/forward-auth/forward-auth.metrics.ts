import { Counter } from 'prom-client';
import { registry } from '../http/registry.js';

export const forwardAuthChecks = new Counter({
  name: 'twofold_forward_auth_total',
  help: 'Questions of proxies by result',
  registers: [registry],
  labelNames: ['result'],
});
