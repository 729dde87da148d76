import { Counter } from 'prom-client';
import { registry } from '../http/registry.js';

export const breachLookUpFailures = new Counter({
  name: 'breached_password_look_up_failures_total',
  help: 'New passwords that could not be looked up at BREACHED_PASSWORDS_URL, and were accepted',
  registers: [registry],
});
