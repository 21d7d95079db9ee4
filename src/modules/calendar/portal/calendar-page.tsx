import { formatDay, legalDayOf, LegalDay } from '#kernel';
import { formatNumber, formatPeriod, formatTime, messages } from '#platform/i18n';
import { DataTable, Disclosure, Items, Link, useLang, useT, Zh } from '#platform/portal';
import type { CalendarVersionSummary } from '../db/calendar-reader.ts';
import { workingDaysBetween, type Calendar } from '../domain/calendar.ts';
import type { CalendarVersion, YearFacts } from '../domain/calendar-version.ts';
import { holidayRuns, type HolidayRun } from '../domain/holiday-runs.ts';
import { rangeWords } from '../texts/derivation-words.ts';

export const calendarWords = messages({
  title: { zh: '工作日日历', en: 'Working-day calendar' },
  lead: {
    zh: '本站所有期限都按这份日历计算。放假和调休以国务院办公厅的通知为准。',
    en: 'Every time limit here is computed by this calendar. Holidays and make-up days are as the State Council announces them.',
  },
  periods: { zh: '法定期限一览', en: 'Statutory periods' },
  version: { zh: '第 {n} 版', en: 'version {n}' },
  announced: { zh: '{year}年（已公布）', en: '{year} (announced)' },
  provisional: { zh: '{year}年（暂定）', en: '{year} (provisional)' },
  provisionalWhy: {
    zh: '放假安排尚未公布，暂按法定节日和休息日计算，未计调休。公布后重新计算所有未到期的期限，前后都留记录。',
    en: 'Not announced yet: computed from statutory holidays and weekends, without make-up days. When it is announced, every running limit is computed again, on record.',
  },
  days: { zh: '全年 {n}', en: '{n} in the year' },
  earlier: { zh: '其他年份', en: 'Other years' },
  holiday: { zh: '节日', en: 'Holiday' },
  off: { zh: '放假', en: 'Days off' },
  makeUp: { zh: '调休上班', en: 'Worked instead' },
  none: { zh: '无', en: 'none' },
  sources: { zh: '依据', en: 'Sources' },
  versions: { zh: '版本', en: 'Versions' },
  number: { zh: '版本', en: 'Version' },
  made: { zh: '生成时间', en: 'Made' },
  years: { zh: '变动年份', en: 'Years changed' },
  changed: { zh: '变动日数', en: 'Days changed' },
});

export type CalendarPageProps = {
  readonly calendar: Calendar;
  readonly facts: CalendarVersion;
  readonly versions: readonly CalendarVersionSummary[];
  readonly today: LegalDay;
};

export function CalendarPage({ calendar, facts, versions, today }: CalendarPageProps) {
  const t = useT();
  const lang = useLang();
  const current = Number(today.slice(0, 4));
  const near = facts.years.filter(({ year }) => year === current || year === current + 1);
  const other = facts.years.filter((year) => !near.includes(year)).toReversed();
  return (
    <article>
      <header className="page-head">
        <h1>{t(calendarWords.title)}</h1>
        <p className="lead">{t(calendarWords.lead)}</p>
        <p>
          {t(calendarWords.version, { n: facts.version })} ·{' '}
          <Link href="/calendar/periods">{t(calendarWords.periods)}</Link>
        </p>
      </header>
      {near.map((year) => (
        <section key={year.year}>
          <h2>{t(calendarWords[year.status], { year: year.year })}</h2>
          <Year year={year} calendar={calendar} />
        </section>
      ))}
      <section>
        <h2>{t(calendarWords.earlier)}</h2>
        {other.map((year) => (
          <Disclosure key={year.year} summary={t(calendarWords[year.status], { year: year.year })}>
            <Year year={year} calendar={calendar} />
          </Disclosure>
        ))}
      </section>
      {versions.length > 0 && (
        <section>
          <h2>{t(calendarWords.versions)}</h2>
          <DataTable
            caption={t(calendarWords.versions)}
            rows={versions}
            rowKey={({ version }) => String(version)}
            columns={[
              {
                key: 'n',
                head: t(calendarWords.number),
                title: true,
                cell: (v) => t(calendarWords.version, { n: v.version }),
              },
              {
                key: 'made',
                head: t(calendarWords.made),
                short: true,
                cell: (v) => (
                  <time dateTime={v.madeAt.toISOString()} title={formatDay(legalDayOf(v.madeAt), lang)}>
                    {formatTime(v.madeAt)}
                  </time>
                ),
              },
              { key: 'years', head: t(calendarWords.years), cell: (v) => yearRange(v.change.years) },
              {
                key: 'days',
                head: t(calendarWords.changed),
                numeric: true,
                cell: (v) => formatNumber(v.change.days.length),
              },
            ]}
          />
        </section>
      )}
    </article>
  );
}

function Year({ year, calendar }: { readonly year: YearFacts; readonly calendar: Calendar }) {
  const t = useT();
  const lang = useLang();
  const count = workingDaysBetween(
    calendar,
    LegalDay.parse(`${year.year - 1}-12-31`),
    LegalDay.parse(`${year.year}-12-31`),
  );
  const none = <span className="quiet">{t(calendarWords.none)}</span>;
  return (
    <>
      {year.status === 'provisional' && <p className="quiet">{t(calendarWords.provisionalWhy)}</p>}
      <p>{t(calendarWords.days, { n: formatPeriod(lang, count, 'wd') })}</p>
      <DataTable
        caption={t(calendarWords[year.status], { year: year.year })}
        rows={holidayRuns(year)}
        rowKey={(run: HolidayRun) => run.name}
        columns={[
          { key: 'name', head: t(calendarWords.holiday), title: true, cell: (run) => <Zh>{run.name}</Zh> },
          {
            key: 'off',
            head: t(calendarWords.off),
            cell: (run) =>
              run.off.length === 0 ? none : run.off.map(({ from, to }) => t(rangeWords(from, to))).join('、'),
          },
          {
            key: 'make-up',
            head: t(calendarWords.makeUp),
            cell: (run) =>
              run.makeUp.length === 0 ? none : run.makeUp.map((day) => formatDay(day, lang)).join('、'),
          },
        ]}
      />
      <h3>{t(calendarWords.sources)}</h3>
      <Items
        items={year.sources.map((source) =>
          /^https?:/.test(source) ? (
            <Link key={source} href={source} rel="external">
              {source}
            </Link>
          ) : (
            <Zh key={source}>{source}</Zh>
          ),
        )}
      />
    </>
  );
}

/** 2027, or 2019–2030 for the first version. */
function yearRange(years: readonly number[]): string {
  const [first, last] = [years[0], years.at(-1)];
  return years.length > 2 ? `${first}–${last}` : years.join('、');
}
