import { addDays, daysBetween, type LegalDay } from '#kernel';
import { messages, type Message } from '#platform/i18n';
import type { DerivationLine } from '#platform/portal';
import type { DueDerivation, Span } from '../domain/due-derivation.ts';
import { dayWords, fill, groundWords, periodWords, reasonWords } from '../texts/derivation-words.ts';

const words = messages({
  start: { zh: '{event}，当日不计入', en: '{event}; this day is not counted' },
  counted: { zh: '计入', en: 'counted' },
  makeUp: { zh: '{reason}，计入', en: '{reason}, counted' },
  excluded: { zh: '{reason}，不计入', en: '{reason}, not counted' },
  paused: { zh: '{reason}，暂停计时', en: '{reason}, the clock stands' },
  still: { zh: '{reason}，暂停计时，尚未恢复', en: '{reason}, the clock stands and has not gone on' },
  rolled: { zh: '期限末日为{reason}，顺延', en: 'the last day falls on {reason} and moves on' },
  due: { zh: '期限最后一日，含当日', en: 'last day, included' },
  dueMakeUp: { zh: '{reason}，期限最后一日，含当日', en: '{reason}; last day, included' },
  extended: { zh: '{day}批准延长{length}：{ground}', en: 'extended by {length} on {day}: {ground}' },
  calendar: { zh: '工作日日历第 {n} 版', en: 'working-day calendar, version {n}' },
});

/** A derivation in order of time for the `Clock` of a page: every day from the start to the end is in one of its lines. */
export function derivationLines(derivation: DueDerivation): readonly DerivationLine[] {
  const { start, period, lastDay, nominalDay, extensions } = derivation;
  const open = derivation.pauses.find(({ to }) => to === null);
  const lines: DerivationLine[] = [
    { day: start.day, kind: 'start', text: fill(words.start, { event: start.event }) },
  ];
  let [next, counted] = [addDays(start.day, 1), 0];

  const count = (to: LegalDay, text: Message): void => {
    if (next > to) return;
    const first = counted + 1;
    counted += daysBetween(next, to) + 1;
    lines.push({
      day: next,
      to,
      kind: 'counted',
      text,
      count: first === counted ? `${first}` : `${first}–${counted}`,
    });
    next = addDays(to, 1);
  };
  const skip = (span: Span, kind: 'excluded' | 'paused', text: Message): void => {
    lines.push({ day: span.from, to: span.to, kind, text: fill(text, { reason: reasonWords(span) }) });
    next = addDays(span.to, 1);
  };

  const spans = [...derivation.notCounted, ...derivation.makeUpDays].toSorted((a, b) =>
    a.from < b.from ? -1 : 1,
  );
  for (const span of spans) {
    count(addDays(span.from, -1), words.counted);
    if (span.reason === 'make-up') {
      const to = span.to === lastDay ? addDays(lastDay, -1) : span.to;
      count(to, fill(words.makeUp, { reason: reasonWords(span) }));
    } else if (span.reason === 'paused') skip(span, 'paused', words.paused);
    else skip(span, 'excluded', words.excluded);
  }
  if (nominalDay !== null && lastDay !== null) {
    count(addDays(nominalDay, -1), words.counted);
    const last = period.n > 0 ? { count: `${counted + 1}` } : {};
    for (const [i, span] of derivation.rolledOver.entries()) {
      const text = fill(words.rolled, { reason: reasonWords(span) });
      lines.push({ day: span.from, to: span.to, kind: 'excluded', text, ...(i === 0 ? last : {}) });
    }
    lines.push({
      day: lastDay,
      kind: 'due',
      text: lastDayWords(derivation),
      ...(nominalDay === lastDay ? last : {}),
    });
  } else if (open) {
    count(addDays(open.from, -1), words.counted);
    lines.push({
      day: open.from,
      kind: 'paused',
      text: fill(words.still, { reason: groundWords(open.ground) }),
    });
  }
  return [
    ...lines,
    ...extensions.map(({ n, unit, grantedOn, ground }): DerivationLine => {
      const text = fill(words.extended, { day: dayWords(grantedOn), length: periodWords(n, unit), ground });
      return { kind: 'note', text };
    }),
    { kind: 'note', text: fill(words.calendar, { n: derivation.calendarVersion }) },
  ];
}

function lastDayWords({ lastDay, makeUpDays }: DueDerivation): Message {
  const span = makeUpDays.find(({ to }) => to === lastDay);
  return span ? fill(words.dueMakeUp, { reason: reasonWords(span) }) : words.due;
}
