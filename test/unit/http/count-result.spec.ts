import { Counter, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { NotFoundException } from '../../../src/errors/common.exceptions.js';
import { countResult } from '../../../src/http/count-result.js';

const counter = new Counter({
  name: 'tries_total',
  help: 'Tries',
  labelNames: ['result'],
  registers: [new Registry()],
});

it.each([
  ['not_found', new NotFoundException()],
  ['service_unavailable', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
  ['internal_error', new TypeError('a bug')],
])('a failure is counted as what the client is answered: %s', async (result, error) => {
  await expect(countResult(counter, {}, () => Promise.reject(error))).rejects.toBe(error);
  const { values } = await counter.get();
  expect(values).toContainEqual({ labels: { result }, value: 1 });
});
