import type { LegalDay } from '#kernel';
import type { ClockBarProps, ClockSegment } from '#platform/portal';
import { dayStatusAt, type Calendar } from '../domain/calendar.ts';
import { toDayNumber } from '../domain/day-number.ts';
import type { DueDerivation } from '../domain/due-derivation.ts';
import { elapsed } from '../domain/elapsed.ts';

/**
 * A limit as the bar of a `Clock`: one segment a stretch of days in the unit of the period, up to the last day or, when
 * it is late, up to today. `calendar` is the version the derivation was computed with.
 */
export function clockBar(
  kind: ClockBarProps['kind'],
  derivation: DueDerivation,
  today: LegalDay,
  calendar: Calendar,
): ClockBarProps {
  const { period, start, pauses, lastDay } = derivation;
  const segments: { kind: ClockSegment['kind']; days: number }[] = [];
  const add = (segment: ClockSegment['kind'], days: number): void => {
    const last = segments.at(-1);
    if (days > 0 && last?.kind === segment) last.days += days;
    else if (days > 0) segments.push({ kind: segment, days });
  };
  const now = toDayNumber(today);
  const end = lastDay === null ? now : Math.max(toDayNumber(lastDay), now);
  for (let n = toDayNumber(start.day) + 1; n <= end; n += 1) {
    if (period.unit === 'wd' && !dayStatusAt(calendar, n).working) continue;
    const late = lastDay !== null && n > toDayNumber(lastDay);
    const paused = pauses.some(
      ({ from, to }) => toDayNumber(from) <= n && (to === null || n <= toDayNumber(to)),
    );
    add(late ? 'over' : paused ? 'paused' : n <= now ? 'used' : 'left', 1);
  }
  if (lastDay === null) add('left', elapsed(derivation, today, calendar).remaining);
  return {
    kind,
    limit: period.n + derivation.extensions.reduce((sum, e) => sum + (e.unit === period.unit ? e.n : 0), 0),
    unit: period.unit,
    segments,
    ...(lastDay === null ? {} : { due: lastDay }),
    basis: `${period.source.law}${period.source.article}`,
  };
}
