import { Counter } from 'prom-client';
import { registry } from '../http/registry.js';

export const secondFactorChecks = new Counter({
  name: 'auth_second_factor_total',
  help: 'Checks of second factors by method (passkey, totp, backup-code) and result',
  registers: [registry],
  labelNames: ['method', 'result'],
});

export const clockDifferences = new Counter({
  name: 'auth_totp_clock_differences_total',
  help: 'Refused codes of another time, by when they are right (past, coming). Many of one kind: the clock of this server is wrong',
  registers: [registry],
  labelNames: ['when'],
});
