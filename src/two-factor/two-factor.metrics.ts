import { Counter } from 'prom-client';

export const secondFactorChecks = new Counter({
  name: 'auth_second_factor_total',
  help: 'Checks of codes by method (totp, backup-code) and result',
  labelNames: ['method', 'result'],
});
