import { LegalDay } from '#kernel';

/** A statutory holiday 全体公民放假的节日 and its days. */
export type Holiday = { readonly name: string; readonly days: readonly LegalDay[] };

/** Days of the lunar calendar and of the solar terms that the holidays of a year hang on, MM-DD. */
export type MovingDays = {
  /** 农历除夕, the eve. */
  readonly newYearsEve: string;
  readonly qingming: string;
  readonly dragonBoat: string;
  readonly midAutumn: string;
};

const NEW_YEAR = '元旦';
const LABOUR = '劳动节';
const NATIONAL = '国庆节';
const FIXED: Readonly<Record<string, string>> = {
  '01-01': NEW_YEAR,
  '05-01': LABOUR,
  '05-02': LABOUR,
  '10-01': NATIONAL,
  '10-02': NATIONAL,
  '10-03': NATIONAL,
};

/** Name of the holiday that the law puts on this date in every year; null when none. */
export function statutoryHolidayName(day: LegalDay): string | null {
  return FIXED[day.slice(5)] ?? null;
}

/** Dates that are off in every year, MM-DD. */
export const FIXED_HOLIDAYS: readonly string[] = Object.keys(FIXED);

/** The 13 days of 全国年节及纪念日放假办法 art. 2 (revised 2024-11-10), in order. */
export function statutoryHolidays(year: number, moving: MovingDays): readonly Holiday[] {
  const day = (monthDay: string): LegalDay => LegalDay.parse(`${year}-${monthDay}`);
  const eve = Date.parse(`${year}-${moving.newYearsEve}T00:00:00Z`);
  const springFestival = [0, 1, 2, 3].map((n) =>
    LegalDay.parse(new Date(eve + n * 86_400_000).toISOString().slice(0, 10)),
  );
  const holidays: Holiday[] = [
    { name: NEW_YEAR, days: [day('01-01')] },
    { name: '春节', days: springFestival },
    { name: '清明节', days: [day(moving.qingming)] },
    { name: LABOUR, days: [day('05-01'), day('05-02')] },
    { name: '端午节', days: [day(moving.dragonBoat)] },
    { name: '中秋节', days: [day(moving.midAutumn)] },
    { name: NATIONAL, days: [day('10-01'), day('10-02'), day('10-03')] },
  ];
  return holidays.toSorted((a, b) => ((a.days[0] ?? '') < (b.days[0] ?? '') ? -1 : 1));
}
