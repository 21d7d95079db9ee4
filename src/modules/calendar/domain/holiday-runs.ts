import { addDays, type LegalDay } from '#kernel';
import type { YearFacts } from './calendar-version.ts';

/** A holiday as people know it: when it is off, and which weekend days are worked for it. */
export type HolidayRun = {
  readonly name: string;
  readonly off: readonly { readonly from: LegalDay; readonly to: LegalDay }[];
  readonly makeUp: readonly LegalDay[];
};

/** The holidays of a year in order of their first day off. */
export function holidayRuns({ days }: YearFacts): readonly HolidayRun[] {
  const runs = new Map<string, { off: { from: LegalDay; to: LegalDay }[]; makeUp: LegalDay[] }>();
  for (const { name, date, isOffDay } of days.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const run = runs.get(name) ?? { off: [], makeUp: [] };
    runs.set(name, run);
    const last = run.off.at(-1);
    if (!isOffDay) run.makeUp.push(date);
    else if (last && addDays(last.to, 1) === date) last.to = date;
    else run.off.push({ from: date, to: date });
  }
  const firstDay = (run: HolidayRun): string => run.off[0]?.from ?? run.makeUp[0] ?? '';
  return [...runs]
    .map(([name, run]) => ({ name, ...run }))
    .toSorted((a, b) => (firstDay(a) < firstDay(b) ? -1 : 1));
}
