import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, LegalDay } from '#kernel';
import {
  countedSince,
  daysOver,
  earlyFault,
  latestSuccession,
  LONGEST_TRIAL_DAYS,
  standingOf,
  TRIAL_OUTCOMES,
  trialFault,
  type TrialTerms,
} from './trial.ts';

const day = (text: string): LegalDay => LegalDay.parse(text);
const terms: TrialTerms = {
  from: day('2026-12-01'),
  until: day('2027-05-31'),
  reason: '新流程，先试运行',
  since: day('2026-12-01'),
  status: 'in-force',
  withheld: false,
};

describe('what may run on trial', () => {
  it.each<readonly [string, Partial<TrialTerms>, string | undefined]>([
    ['half a year', {}, undefined],
    ['one day', { until: terms.from }, undefined],
    ['a whole year, both ends counted (行政许可法第十五条)', { until: day('2027-11-30') }, undefined],
    ['a day more than a year', { until: day('2027-12-01') }, 'powers/trial-too-long'],
    ['no last day', { until: undefined }, 'powers/trial-end-missing'],
    ['an end before the start', { until: day('2026-11-30') }, 'powers/trial-end-before-start'],
    ['no reason', { reason: '  ' }, 'powers/reason-missing'],
    ['a power that is withheld as a whole', { withheld: true }, 'powers/trial-withheld'],
    ['the end of a power', { status: 'cancelled' }, 'powers/trial-ends-power'],
    ['its transfer', { status: 'transferred' }, 'powers/trial-ends-power'],
    ['a second trial within the year of the first', { since: day('2026-06-01') }, undefined],
    [
      'a second trial that makes the first longer than a year',
      { since: day('2026-06-01'), until: day('2027-06-01') },
      'powers/trial-too-long',
    ],
    ['a trial on the last day that is left', { since: day('2025-12-02'), until: terms.from }, undefined],
    ['a trial when none is left', { since: day('2025-12-01'), until: terms.from }, 'powers/trial-used-up'],
  ])('%s', (_, change, code) => {
    expect(trialFault({ ...terms, ...change })?.code).toBe(code);
  });

  it('says which day would be the last, and that day is taken', () => {
    const refusal = trialFault({ ...terms, until: day('2028-01-01') });
    expect(refusal).toEqual({
      code: 'powers/trial-too-long',
      latest: '2027-11-30',
      days: LONGEST_TRIAL_DAYS,
    });
    expect(trialFault({ ...terms, until: day('2027-11-30') })).toBeUndefined();
  });

  it('never lasts longer than a year in all, however many trials follow one another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 800 }), (start, length) => {
        const from = addDays(terms.since, start);
        const until = addDays(from, length);
        const fault = trialFault({ ...terms, from, until });
        expect(fault === undefined).toBe(start + length < LONGEST_TRIAL_DAYS);
      }),
    );
  });
});

describe('what was tried before', () => {
  const from = terms.from;
  it.each([
    ['nothing', [], '2026-12-01'],
    ['a trial that this one replaces', [{ from: day('2026-11-01'), replacedOn: undefined }], '2026-11-01'],
    ['one that was returned', [{ from: day('2026-03-01'), replacedOn: day('2026-03-31') }], '2026-11-01'],
    [
      'one returned and one replaced',
      [
        { from: day('2026-03-01'), replacedOn: day('2026-03-31') },
        { from: day('2026-11-21'), replacedOn: undefined },
      ],
      '2026-10-22',
    ],
    ['one that had not begun', [{ from: day('2026-12-20'), replacedOn: undefined }], '2026-12-01'],
  ])('%s', (_, earlier, since) => {
    expect(countedSince(from, earlier)).toBe(since);
  });
  it('counts each day once, however a trial is cut into parts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }), (lengths) => {
        const parts = lengths.map((length, at) => {
          const start = addDays(from, -lengths.slice(at).reduce((sum, days) => sum + days, 0));
          return { from: start, replacedOn: addDays(start, length) };
        });
        const whole = lengths.reduce((sum, days) => sum + days, 0);
        expect(countedSince(from, parts)).toBe(addDays(from, -whole));
      }),
    );
  });
});

it.each([
  ['2027-05-30', ' ', 'powers/trial-early-reason-missing'],
  ['2027-05-30', '已满一百件', undefined],
  ['2027-05-31', '', undefined],
  ['2027-06-09', '', undefined],
])('decided on %s because “%s”', (on, reason, code) => {
  expect(earlyFault(day('2027-05-31'), day(on), reason)?.code).toBe(code);
});

describe('where a trial stands', () => {
  const trial = { since: terms.from, from: terms.from, until: day('2027-05-31') };
  it.each([
    ['2026-11-30', 'ahead'],
    ['2026-12-01', 'running'],
    ['2027-05-31', 'running'],
    ['2027-06-01', 'late'],
    ['2029-01-01', 'late'],
  ])('%s: %s', (on, standing) => {
    expect(standingOf(trial, day(on))).toBe(standing);
  });
  it.each(TRIAL_OUTCOMES)('%s from the day it was decided, and as before until then', (outcome) => {
    const decided = { ...trial, decision: { outcome, on: day('2027-06-03') } };
    expect(standingOf(decided, day('2027-06-02'))).toBe('late');
    expect(standingOf(decided, day('2027-06-03'))).toBe(outcome);
  });
  it('counts the days past the last one', () => {
    expect(daysOver(trial.until, day('2027-05-31'))).toBe(0);
    expect(daysOver(trial.until, day('2027-06-02'))).toBe(2);
  });
});

it.each([
  ['while it runs: the day after its last', '2027-01-15', '2027-06-01'],
  ['on its last day', '2027-05-31', '2027-06-01'],
  ['when it is late: today', '2027-07-09', '2027-07-09'],
])('what ends a trial takes effect at the latest, %s', (_, today, latest) => {
  expect(latestSuccession(day('2027-05-31'), day(today))).toBe(latest);
});
