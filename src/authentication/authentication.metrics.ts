import { Counter } from 'prom-client';
import { registry } from '../http/registry.js';

export const logIns = new Counter({
  name: 'auth_login_total',
  help: 'Log-ins by result of the first factor',
  registers: [registry],
  labelNames: ['result'],
});

export const passkeyLogIns = new Counter({
  name: 'auth_passkey_login_total',
  help: 'Log-ins by a passkey alone, by result',
  registers: [registry],
  labelNames: ['result'],
});

export const refreshes = new Counter({
  name: 'auth_refresh_total',
  help: 'Uses of refresh tokens by result',
  registers: [registry],
  labelNames: ['result'],
});
