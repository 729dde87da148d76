import { Counter } from 'prom-client';
import { registry } from '../http/registry.js';

export const decryptFailures = new Counter({
  name: 'decrypt_failures_total',
  help: 'Stored secrets that could not be decrypted: tampered with, moved, or of a lost key',
  registers: [registry],
});
