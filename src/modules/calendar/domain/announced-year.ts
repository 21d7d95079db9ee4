import { LegalDay } from '#kernel';
import type { DayFact, YearFacts } from './calendar-version.ts';
import { fromDayNumber, toDayNumber } from './day-number.ts';

/** Compact facts of a notice: `[name, first/last day off, make-up working days]`, days as MM-DD or YYYY-MM-DD. */
export type AnnouncedYear = {
  readonly year: number;
  readonly sources: readonly string[];
  readonly holidays: readonly (readonly [name: string, off: string, makeUp?: string])[];
};

export function announcedYear({ year, sources, holidays }: AnnouncedYear): YearFacts {
  const day = (text: string): LegalDay => LegalDay.parse(text.length === 5 ? `${year}-${text}` : text);
  const days = holidays.flatMap(([name, off, makeUp]): DayFact[] => {
    const [first = '', last = first] = off.split('/');
    const from = toDayNumber(day(first));
    const length = toDayNumber(day(last)) - from + 1;
    return [
      ...Array.from({ length }, (_, i) => ({ date: fromDayNumber(from + i), isOffDay: true, name })),
      ...(makeUp?.split(' ') ?? []).map((text) => ({ date: day(text), isOffDay: false, name })),
    ];
  });
  return {
    year,
    status: 'announced',
    sources: [...sources],
    days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  };
}
