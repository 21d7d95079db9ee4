import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, LegalDay } from '#kernel';
import { decideAssignment, lastDayOf, type AssignmentDecision } from './decide-assignment.ts';
import { overlaps } from './separation.ts';

const day = (text: string): LegalDay => LegalDay.parse(text);
const span = (from: string, to: string | null) => ({
  validFrom: day(from),
  validTo: to === null ? null : day(to),
});
const base: AssignmentDecision = {
  personId: 'p',
  post: { id: 'post', officeId: 'handling' },
  span: span('2026-03-01', '2026-03-31'),
  held: [],
  supervisionOffices: new Set(['watching']),
  headPersonId: 'head',
  substituteArrangement: undefined,
};
const watch = (from: string, to: string | null) => ({
  postId: 'watch-post',
  officeId: 'watching',
  ...span(from, to),
});

describe('an assignment', () => {
  it.each([
    ['is made', {}, undefined],
    ['for one day is made', { span: span('2026-03-01', '2026-03-01') }, undefined],
    ['without end is made', { span: span('2026-03-01', null) }, undefined],
    ['reversed', { span: span('2026-03-02', '2026-03-01') }, 'organisation/span-reversed'],
    [
      'beside the same one, sharing its last day',
      { held: [{ postId: 'post', officeId: 'handling', ...span('2026-01-01', '2026-03-01') }] },
      'organisation/already-assigned',
    ],
    [
      'the day after the same one ends',
      { held: [{ postId: 'post', officeId: 'handling', ...span('2026-01-01', '2026-02-28') }] },
      undefined,
    ],
    [
      'of who supervises meanwhile',
      { held: [watch('2026-03-31', null)] },
      'organisation/handles-and-supervises',
    ],
    ['of who supervised before', { held: [watch('2026-01-01', '2026-02-28')] }, undefined],
    ['of who will supervise afterwards', { held: [watch('2026-04-01', null)] }, undefined],
    ['of the head, who is exempt', { personId: 'head', held: [watch('2026-01-01', null)] }, undefined],
    [
      'in a small body with its arrangement on record',
      { held: [watch('2026-01-01', null)], substituteArrangement: '由上级抽查' },
      undefined,
    ],
    [
      'twice, even there',
      {
        held: [{ postId: 'post', officeId: 'handling', ...span('2026-01-01', null) }],
        substituteArrangement: '由上级抽查',
      },
      'organisation/already-assigned',
    ],
  ])('%s', (_, over, code) => {
    const decision = decideAssignment({ ...base, ...over });
    expect(decision.ok ? undefined : decision.error.code).toBe(code);
  });
});

const START = day('2026-01-01');
const anySpan = fc.record({ from: fc.nat(60), length: fc.option(fc.nat(30)) }).map(({ from, length }) => ({
  validFrom: addDays(START, from),
  validTo: length === null ? null : addDays(START, from + length),
}));

it('two spans overlap exactly when a day lies in both', () => {
  const days = Array.from({ length: 120 }, (_, n) => addDays(START, n));
  fc.assert(
    fc.property(anySpan, anySpan, (a, b) => {
      const isIn = (s: typeof a, d: LegalDay) => s.validFrom <= d && (s.validTo === null || d <= s.validTo);
      expect(overlaps(a, b)).toBe(days.some((d) => isIn(a, d) && isIn(b, d)));
      expect(overlaps(a, b)).toBe(overlaps(b, a));
    }),
  );
});

it('an assignment never ends before it began', () => {
  expect(lastDayOf(base.span, day('2026-01-05'))).toBe('2026-03-01');
  expect(lastDayOf(base.span, day('2026-03-05'))).toBe('2026-03-05');
});
