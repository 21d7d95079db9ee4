import { describe, expect, test } from 'vitest';
import { conditionNames, evaluateCondition, type Facts } from './condition.ts';
import { parseCondition, type ConditionScope } from './parse-condition.ts';

const scope: ConditionScope = new Map([
  ['outcome', { type: 'string', values: ['grant', 'refuse'] }],
  ['amount', { type: 'number' }],
  ['hearing', { type: 'boolean' }],
  ['day', { type: 'date' }],
  ['grade', { type: 'string', values: ['light', 'heavy'] }],
]);

describe('conditions', () => {
  test.each<[string, Facts, boolean | null]>([
    ['outcome = "grant"', { outcome: 'grant' }, true],
    ['outcome = "grant"', { outcome: 'refuse' }, false],
    ['outcome != "grant"', { outcome: 'refuse' }, true],
    ['amount >= 500000', { amount: 500000 }, true],
    ['amount < 500000', { amount: 500000 }, false],
    ['amount <= 10 and amount > 1', { amount: 10 }, true],
    ['outcome in ("grant", "refuse")', { outcome: 'refuse' }, true],
    ['hearing = true or amount > 5', { amount: 6 }, true],
    ['hearing = true or amount > 5', { amount: 5 }, null],
    ['hearing = true and amount > 5', { amount: 5 }, false],
    ['hearing = true and amount > 5', {}, null],
    ['(hearing = false) and (grade = "heavy")', { hearing: false, grade: 'heavy' }, true],
    ['day < "2026-12-03"', { day: '2026-11-23' }, true],
  ])('%s with %j is %s', (source, facts, expected) => {
    const condition = parseCondition(source, scope);
    if (!condition.ok) throw new Error(JSON.stringify(condition.error));
    expect(evaluateCondition(condition.value, facts)).toBe(expected);
  });

  // what feelin 8.2 answers quietly, or runs
  test.each([
    ['amount > "5"', 'type'],
    ['amount = "800"', 'type'],
    ['hearing = "true"', 'type'],
    ['grade > "light"', 'type'],
    ['amount > 0.1', 'value'],
    ['amount > 12345678901234567890', 'value'],
    ['outcome = "granted"', 'value'],
    ['day = "tomorrow"', 'value'],
    ['fee = 1', 'unknown-name'],
    ['3 > 1', 'not-allowed'],
    ['amount', 'not-allowed'],
    ['true', 'not-allowed'],
    ['amount > amount', 'not-allowed'],
    ['amount + 1 > 2', 'not-allowed'],
    ['count([1]) > 0', 'not-allowed'],
    ['if hearing then true else false', 'not-allowed'],
    ['outcome = "gr\\u0061nt"', 'not-allowed'],
    ['amount >', 'syntax'],
    ['outcome = "grant" )', 'syntax'],
    ['（amount > 1）', 'syntax'],
    ['', 'syntax'],
  ])('refuses %s: %s', (source, reason) => {
    const condition = parseCondition(source, scope);
    expect(condition.ok || condition.error.reason).toBe(reason);
  });

  test('names what it looks at', () => {
    const condition = parseCondition('outcome = "grant" and (amount > 1 or hearing = true)', scope);
    expect(condition.ok && [...conditionNames(condition.value)]).toEqual(['outcome', 'amount', 'hearing']);
  });
});
