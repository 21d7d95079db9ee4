import type { LegalDay } from '#kernel';
import { dayStatusAt, type Calendar } from './calendar.ts';
import { computeDue } from './compute-due.ts';
import { toDayNumber } from './day-number.ts';
import { toDueInput, type DueDerivation } from './due-derivation.ts';

export type Elapsed = {
  /** What the three counts are in: working days for a working-day period, else calendar days. */
  readonly unit: 'wd' | 'cd';
  readonly state: 'running' | 'paused' | 'late';
  /** Counted days after the start up to and including today, never more than the whole. */
  readonly used: number;
  /** Counted days after today up to and including the last day; while paused, what is left when it goes on. */
  readonly remaining: number;
  /** Days after the last day up to and including today; of a working-day period 0 on days off right after its end. */
  readonly late: number;
};

/** Where a period stands at the end of `today`, by the calendar version the derivation was computed with. */
export function elapsed(derivation: DueDerivation, today: LegalDay, calendar: Calendar): Elapsed {
  const unit = derivation.period.unit === 'wd' ? 'wd' : 'cd';
  const { pauses } = derivation;
  const count = (from: number, to: number): number => {
    let counted = 0;
    for (let n = from + 1; n <= to; n += 1) if (!isPaused(n) && isCounted(n)) counted += 1;
    return counted;
  };
  const isCounted = (n: number): boolean => unit === 'cd' || dayStatusAt(calendar, n).working;
  const closed = pauses.flatMap((p) =>
    p.to === null ? [] : [[toDayNumber(p.from), toDayNumber(p.to)] as const],
  );
  const isPaused = (n: number): boolean => closed.some(([from, to]) => from <= n && n <= to);

  const [start, now] = [toDayNumber(derivation.start.day), toDayNumber(today)];
  if (derivation.lastDay === null) {
    const stopped = Math.min(...pauses.flatMap((p) => (p.to === null ? [toDayNumber(p.from) - 1] : [])));
    const at = Math.max(start, Math.min(now, stopped));
    const state = now > stopped || isPaused(now) ? 'paused' : 'running';
    return {
      unit,
      state,
      used: count(start, at),
      remaining: count(at, endWithoutOpenPause(derivation, calendar)),
      late: 0,
    };
  }
  const last = toDayNumber(derivation.lastDay);
  const at = Math.max(start, Math.min(now, last));
  const [used, remaining] = [count(start, at), count(at, last)];
  if (now <= last) return { unit, state: isPaused(now) ? 'paused' : 'running', used, remaining, late: 0 };
  let late = 0;
  for (let n = last + 1; n <= now; n += 1) if (isCounted(n)) late += 1;
  return { unit, state: 'late', used, remaining, late };
}

function endWithoutOpenPause(derivation: DueDerivation, calendar: Calendar): number {
  const pauses = derivation.pauses.filter(({ to }) => to !== null);
  const { lastDay } = computeDue({ ...toDueInput(derivation), pauses }, calendar);
  if (lastDay === null) throw new Error('a period without open pauses has an end');
  return toDayNumber(lastDay);
}
