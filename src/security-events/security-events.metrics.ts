import { Counter } from 'prom-client';
import { registry } from '../http/registry.js';
import type { SecurityEventType } from './security-event-type.js';

const lockouts = new Counter({
  name: 'auth_lockouts_total',
  help: 'Budgets of guesses that were used up, by scope (password, second_factor_delay, second_factor)',
  registers: [registry],
  labelNames: ['scope'],
});

const scopes: Partial<Record<SecurityEventType, string>> = {
  authn_login_lock: 'password',
  authn_second_factor_delay: 'second_factor_delay',
  authn_second_factor_lock: 'second_factor',
};

export function countLockout(type: SecurityEventType): void {
  const scope = scopes[type];
  if (scope) {
    lockouts.inc({ scope });
  }
}
