import { LegalDay } from '#kernel';
import type { Period } from './period.ts';

export { builtInCalendar, builtInVersion } from './built-in-calendar.ts';

export function day(text: string): LegalDay {
  return LegalDay.parse(text);
}

/** A plain period for tests. */
export function period(n: number, unit: Period['unit'], more: Partial<Period> = {}): Period {
  return {
    n,
    unit,
    startRule: { zh: '自受理之日起', en: 'from acceptance' },
    pausableBy: [],
    extension: null,
    roll: 'next-working-day',
    source: { law: '行政许可法', article: '第四十二条' },
    ...more,
  };
}
