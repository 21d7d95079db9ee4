import { describe, expect, it } from 'vitest';
import { LegalDay, legalDayOf, parseUscc } from '#kernel';
import { builtInCalendar, isWorkingDay } from '#modules/calendar';
import { dice } from './dice.ts';
import { partyOf } from './parties.ts';
import { DAYS, planCases } from './plan-cases.ts';

const today = LegalDay.parse('2026-11-23');
const calendar = builtInCalendar();
const plans = planCases(300, today, calendar);

describe('the plan of three months of cases', () => {
  it('is the same every time', () => {
    expect(planCases(300, today, calendar)).toEqual(plans);
  });

  it('comes in on working days of the last three months, in order', () => {
    const times = plans.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(plans.every(({ at }) => isWorkingDay(calendar, legalDayOf(at)))).toBe(true);
    const [first, last] = [plans[0], plans.at(-1)];
    expect((Date.parse(today) - (first?.at.getTime() ?? 0)) / 86_400_000).toBeLessThanOrEqual(DAYS);
    expect(last && legalDayOf(last.at)).toBe(today);
  });

  it('has every kind of course a case can take', () => {
    const kinds = new Set(plans.map(({ scenario }) => scenario));
    expect([...kinds].toSorted()).toEqual([
      'corrected',
      'correction-pending',
      'deemed',
      'extended',
      'hearing',
      'never-registered',
      'not-accepted',
      'ordinary',
      'overdue',
      'published-late',
      'refused',
      'returned',
      'sent-back',
      'suspended',
      'terminated',
      'withdrawn',
    ]);
  });

  it('names made-up applicants whose codes are well formed', () => {
    for (const plan of plans) {
      const party = partyOf(plan.item, plan.i, dice('party', plan.i));
      if (party.kind === 'organisation') expect(parseUscc(party.uscc).ok).toBe(true);
      else expect(party.idNumber.slice(6, 10)).toBe('1900');
    }
  });
});
