import { formatDay, type LegalDay } from '#kernel';
import type { Lang } from '#platform/i18n';
import type { DueDerivation, Span } from '../domain/due-derivation.ts';
import type { PeriodUnit } from '../domain/period.ts';
import { PAUSE_GROUNDS } from './pause-grounds.ts';

/** One line of an explanation: what it is about, and what is said. */
export type ExplainedLine = { readonly label: string; readonly text: string };

/** 怎么算的: how a due date came about, line by line, for whoever may see the date (requirement X1). */
export function explainDue(derivation: DueDerivation, lang: Lang): readonly ExplainedLine[] {
  const words = lang === 'zh' ? ZH : EN;
  const { start, period, lastDay } = derivation;
  const line = (label: string, text: string | null): ExplainedLine[] =>
    text === null ? [] : [{ label, text }];
  const list = (spans: readonly Span[]): string | null =>
    spans.length === 0
      ? null
      : spans
          .map((span) => words.span(range(span.from, span.to, lang), reasonOf(span, lang)))
          .join(words.comma);
  return [
    ...line(
      words.rule,
      words.period(
        periodLength(period.n, period.unit, lang),
        period.startRule[lang],
        period.source.law,
        period.source.article,
      ),
    ),
    ...line(words.start, words.startsOn(start.event[lang], formatDay(start.day, lang))),
    ...derivation.extensions.flatMap((e) =>
      line(
        words.extension,
        words.extended(periodLength(e.n, e.unit, lang), formatDay(e.grantedOn, lang), e.ground),
      ),
    ),
    ...derivation.pauses.flatMap((p) =>
      line(
        words.pause,
        words.paused(
          p.to === null ? words.openFrom(formatDay(p.from, lang)) : range(p.from, p.to, lang),
          ground(p.ground, lang),
        ),
      ),
    ),
    ...line(words.notCounted, list(derivation.notCounted.filter((span) => span.reason !== 'paused'))),
    ...line(words.makeUp, list(derivation.makeUpDays)),
    ...line(words.rolled, list(derivation.rolledOver)),
    ...line(words.last, lastDay === null ? words.noEnd : words.endsOn(formatDay(lastDay, lang))),
    ...line(words.calendar, words.version(derivation.calendarVersion, derivation.provisional)),
  ];
}

const UNITS: Readonly<Record<Lang, Readonly<Record<PeriodUnit, (n: number) => string>>>> = {
  zh: {
    wd: (n) => `${n}个工作日`,
    cd: (n) => `${n}日（自然日）`,
    month: (n) => `${n}个月`,
    year: (n) => `${n}年`,
  },
  en: {
    wd: (n) => `${n} working day${n === 1 ? '' : 's'}`,
    cd: (n) => `${n} calendar day${n === 1 ? '' : 's'}`,
    month: (n) => `${n} month${n === 1 ? '' : 's'}`,
    year: (n) => `${n} year${n === 1 ? '' : 's'}`,
  },
};

/** 20个工作日 / 20 working days. */
export function periodLength(n: number, unit: PeriodUnit, lang: Lang): string {
  return UNITS[lang][unit](n);
}

function range(from: LegalDay, to: LegalDay, lang: Lang): string {
  if (from === to) return formatDay(from, lang);
  return lang === 'zh'
    ? `${formatDay(from, lang)}至${formatDay(to, lang)}`
    : `${formatDay(from, lang)} to ${formatDay(to, lang)}`;
}

function ground(code: string, lang: Lang): string {
  return PAUSE_GROUNDS[code]?.[lang] ?? code;
}

function reasonOf({ reason, name }: Span, lang: Lang): string {
  switch (reason) {
    case 'weekend':
      return lang === 'zh' ? '休息日' : 'weekend';
    case 'holiday':
      return name ?? '';
    case 'make-up':
      return lang === 'zh' ? `${name ?? ''}调休上班` : `make-up working day for ${name ?? ''}`;
    case 'paused':
      return ground(name ?? '', lang);
  }
}

const ZH = {
  comma: '；',
  rule: '期限',
  period: (length: string, from: string, law: string, article: string) =>
    `${from}${length}（${law}${article}）`,
  start: '起算',
  startsOn: (event: string, day: string) => `${day}${event}，当日不计入，自次日起算（民法典第二百零一条）`,
  extension: '延长',
  extended: (length: string, day: string, why: string) => `延长${length}，${day}批准：${why}`,
  pause: '暂停计时',
  paused: (days: string, why: string) => `${days}：${why}，不计入期限`,
  openFrom: (day: string) => `自${day}起，尚未恢复`,
  notCounted: '不计入',
  makeUp: '计入',
  rolled: '顺延',
  span: (days: string, why: string) => `${days} ${why}`,
  last: '截止',
  noEnd: '计时暂停中，恢复后确定',
  endsOn: (day: string) => `${day}（含当日），次日零时起逾期`,
  calendar: '日历',
  version: (n: number, provisional: boolean) =>
    `工作日日历第${n}版${provisional ? '，涉及放假安排尚未公布的年份：暂定，公布后重新计算' : ''}`,
};

const EN: typeof ZH = {
  comma: '; ',
  rule: 'Period',
  period: (length, from, law, article) => `${length} ${from} (${law}${article})`,
  start: 'Start',
  startsOn: (event, day) =>
    `${event} on ${day}; that day is not counted, the next is the first (Civil Code art. 201)`,
  extension: 'Extension',
  extended: (length, day, why) => `by ${length}, approved on ${day}: ${why}`,
  pause: 'Pause',
  paused: (days, why) => `${days}: ${why}, not counted`,
  openFrom: (day) => `since ${day}, still open`,
  notCounted: 'Not counted',
  makeUp: 'Counted',
  rolled: 'Moved on',
  span: (days, why) => `${days} ${why}`,
  last: 'Due',
  noEnd: 'the clock stands; the date is set when it goes on',
  endsOn: (day) => `${day}, that day included; late from midnight`,
  calendar: 'Calendar',
  version: (n, provisional) =>
    `working-day calendar, version ${n}${provisional ? '; touches a year that is not announced: provisional, computed again when it is' : ''}`,
};
