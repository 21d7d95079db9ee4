import { z } from 'zod';
import { LegalDay } from '#kernel';
import { dayStatusAt, type Calendar } from './calendar.ts';
import { computeDue } from './compute-due.ts';
import { fromDayNumber, toDayNumber } from './day-number.ts';
import { toDueInput, type DueDerivation } from './due-derivation.ts';

export type Recomputation = {
  readonly before: DueDerivation;
  readonly after: DueDerivation;
  /** Whether the last day moved. Else only the explanation changed, e.g. it is no longer provisional. */
  readonly moved: boolean;
};

/** The same period by another calendar version; both derivations go on record (requirement X1). */
export function recomputeDue(before: DueDerivation, calendar: Calendar): Recomputation {
  const after = computeDue(toDueInput(before), calendar);
  return { before, after, moved: before.lastDay !== after.lastDay };
}

/** What a calendar version changed against an earlier one. */
export const CalendarChange = z.strictObject({
  from: z.int().min(0),
  to: z.int().min(1),
  /** Years whose facts or status changed. */
  years: z.array(z.int()),
  /** Days that began or ceased to be working days, in order. */
  days: z.array(LegalDay),
});
export type CalendarChange = z.infer<typeof CalendarChange>;

/** Compares two versions over the given years and the neighbouring months that a notice can reach. */
export function calendarChange(before: Calendar, after: Calendar, years: readonly number[]): CalendarChange {
  const days = new Set<number>();
  for (const year of years) {
    for (let n = Date.UTC(year - 1, 11, 1) / 86_400_000; n < Date.UTC(year + 1, 1, 1) / 86_400_000; n += 1) {
      if (dayStatusAt(before, n).working !== dayStatusAt(after, n).working) days.add(n);
    }
  }
  const changed = [...days].toSorted((a, b) => a - b).map(fromDayNumber);
  return {
    from: before.version,
    to: after.version,
    years: [...years].toSorted((a, b) => a - b),
    days: changed,
  };
}

/** Whether a running period has to be computed again: it is provisional, paused, or a changed day lies within it. */
export function isAffected(derivation: DueDerivation, change: CalendarChange): boolean {
  const { lastDay, start } = derivation;
  if (derivation.provisional || lastDay === null) return true;
  const [from, to] = [toDayNumber(start.day), toDayNumber(lastDay)];
  return change.days.some((day) => from < toDayNumber(day) && toDayNumber(day) <= to);
}
