import { expect, it } from 'vitest';
import { LINES_PER_WINDOW, LogBudget } from '../../../src/http/log-budget.js';

it('a kind of line is written 100 times a minute, and the first of the next one says how many were left out', () => {
  const budget = new LogBudget();
  const take = (at: number) => budget.take('authz_fail', at);
  const taken = Array.from({ length: LINES_PER_WINDOW + 30 }, (_, index) => take(index));
  expect(taken.filter((suppressed) => suppressed === 0)).toHaveLength(LINES_PER_WINDOW);
  expect(taken.slice(LINES_PER_WINDOW)).toEqual(Array(30).fill(undefined));
  expect(budget.take('malicious_csrf', 200)).toBe(0);
  expect(take(59_999)).toBeUndefined();
  expect(take(60_000)).toBe(31);
  expect(take(60_001)).toBe(0);
});

it('a clock that was set back keeps no line out for longer', () => {
  const budget = new LogBudget();
  budget.take('authz_fail', 1e9);
  expect(budget.take('authz_fail', 0)).toBe(0);
});
