import { formatLastDay, messages, t, type Lang, type Message } from '#platform/i18n';
import type { DueDerivation, Span } from '../domain/due-derivation.ts';
import { dayWords, fill, groundWords, periodWords, rangeWords, reasonWords } from './derivation-words.ts';

const words = messages({
  rule: { zh: '期限', en: 'Period' },
  ruleText: { zh: '{from}{length}（{law}{article}）', en: '{length} {from} ({law}{article})' },
  start: { zh: '起算', en: 'Start' },
  startText: {
    zh: '{day}{event}，当日不计入，自次日起算（民法典第二百零一条）',
    en: '{event} on {day}; that day is not counted, the next is the first (Civil Code art. 201)',
  },
  extension: { zh: '延长', en: 'Extension' },
  extensionText: { zh: '延长{length}，{day}批准：{ground}', en: 'by {length}, approved on {day}: {ground}' },
  pause: { zh: '暂停计时', en: 'Pause' },
  pauseText: { zh: '{days}：{ground}，不计入期限', en: '{days}: {ground}, not counted' },
  open: { zh: '自{day}起，尚未恢复', en: 'since {day}, still open' },
  notCounted: { zh: '不计入', en: 'Not counted' },
  makeUp: { zh: '计入', en: 'Counted' },
  rolled: { zh: '顺延', en: 'Moved on' },
  last: { zh: '截止', en: 'Due' },
  lastText: { zh: '{day}，次日零时起逾期', en: '{day}; late from midnight' },
  noEnd: { zh: '计时暂停中，恢复后确定', en: 'the clock stands; the day is set when it goes on' },
  calendar: { zh: '日历', en: 'Calendar' },
  calendarText: { zh: '工作日日历第 {n} 版', en: 'working-day calendar, version {n}' },
  provisional: {
    zh: '工作日日历第 {n} 版，涉及放假安排尚未公布的年份：暂定，公布后重新计算',
    en: 'working-day calendar, version {n}; touches a year that is not announced: provisional, computed again when it is',
  },
  separator: { zh: '；', en: '; ' },
});

/** One line of an explanation: what it is about, and what is said. */
export type ExplainedLine = { readonly label: string; readonly text: string };

/** 怎么算的: how a due date came about, for whoever may see the date (requirement X1). For pages see `derivationLines`. */
export function explainDue(derivation: DueDerivation, lang: Lang): readonly ExplainedLine[] {
  const { start, period, lastDay, extensions, pauses } = derivation;
  const say = (label: Message, text: Message): ExplainedLine => ({
    label: t(lang, label),
    text: t(lang, text),
  });
  const list = (label: Message, spans: readonly Span[]): ExplainedLine[] => {
    const each = spans.map(
      (span) => `${t(lang, rangeWords(span.from, span.to))} ${t(lang, reasonWords(span))}`,
    );
    return each.length === 0 ? [] : [{ label: t(lang, label), text: each.join(t(lang, words.separator)) }];
  };
  return [
    say(
      words.rule,
      fill(words.ruleText, {
        ...period.source,
        from: period.startRule,
        length: periodWords(period.n, period.unit),
      }),
    ),
    say(words.start, fill(words.startText, { event: start.event, day: dayWords(start.day) })),
    ...extensions.map(({ n, unit, grantedOn, ground }) =>
      say(
        words.extension,
        fill(words.extensionText, { length: periodWords(n, unit), day: dayWords(grantedOn), ground }),
      ),
    ),
    ...pauses.map(({ from, to, ground }) => {
      const days = to === null ? fill(words.open, { day: dayWords(from) }) : rangeWords(from, to);
      return say(words.pause, fill(words.pauseText, { days, ground: groundWords(ground) }));
    }),
    ...list(
      words.notCounted,
      derivation.notCounted.filter(({ reason }) => reason !== 'paused'),
    ),
    ...list(words.makeUp, derivation.makeUpDays),
    ...list(words.rolled, derivation.rolledOver),
    lastDay === null
      ? say(words.last, words.noEnd)
      : say(
          words.last,
          fill(words.lastText, {
            day: { zh: formatLastDay('zh', lastDay), en: formatLastDay('en', lastDay) },
          }),
        ),
    say(
      words.calendar,
      fill(derivation.provisional ? words.provisional : words.calendarText, {
        n: derivation.calendarVersion,
      }),
    ),
  ];
}
