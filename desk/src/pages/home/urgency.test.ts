import { describe, expect, it } from 'vitest';
import { dueInstant, LegalDay } from '#kernel';
import { daysLeft, urgencyOf } from './urgency.ts';

const today = LegalDay.parse('2026-11-26');
const due = (day: string): string => dueInstant(LegalDay.parse(day)).toISOString();

describe('how urgent work is', () => {
  it.each([
    ['2026-11-25', true, -1, 'late'],
    ['2026-11-26', false, 0, 'soon'],
    ['2026-11-27', false, 1, 'soon'],
    ['2026-11-29', false, 3, 'soon'],
    ['2026-11-30', false, 4, 'later'],
  ] as const)('due on %s, late %s: %s days, %s', (day, late, left, urgency) => {
    expect(daysLeft(due(day), today)).toBe(left);
    expect(urgencyOf({ dueAt: due(day), late }, today)).toBe(urgency);
  });

  it('lets wait what has no due time', () => {
    expect(urgencyOf({ dueAt: null, late: false }, today)).toBe('later');
  });
});
