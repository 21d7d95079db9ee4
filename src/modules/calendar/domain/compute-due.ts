import { dueInstant, toZuluString } from '#kernel';
import { dayStatusAt, type Calendar } from './calendar.ts';
import { addMonths, fromDayNumber, toDayNumber } from './day-number.ts';
import type { DueDerivation, Span } from './due-derivation.ts';
import type { DueInput, Pause, PeriodUnit } from './period.ts';

/**
 * The due date of a period and how it came about. The day of the start event is not counted (民法典 art. 201); months and
 * years end on the corresponding day (art. 202); extensions follow on the last day of what they extend; paused days and,
 * in working-day periods, days off are not counted; only the end of the whole moves to a working day (art. 203).
 */
export function computeDue(input: DueInput, calendar: Calendar): DueDerivation {
  const walk = startWalk(input, calendar);
  const whole = [input.period, ...input.extensions].every(({ n, unit }) => walk.count(n, unit));
  const nominal = whole ? walk.day() : null;
  if (nominal !== null && input.period.roll === 'next-working-day') walk.roll();
  const last = nominal === null ? null : fromDayNumber(walk.day());
  return {
    ...input,
    notCounted: walk.notCounted,
    makeUpDays: walk.makeUpDays,
    rolledOver: walk.rolledOver,
    nominalDay: nominal === null ? null : fromDayNumber(nominal),
    lastDay: last,
    dueAt: last === null ? null : toZuluString(dueInstant(last)),
    calendarVersion: calendar.version,
    provisional: walk.provisional(),
  };
}

type Walk = {
  readonly notCounted: Span[];
  readonly makeUpDays: Span[];
  readonly rolledOver: Span[];
  day(): number;
  provisional(): boolean;
  /** Goes on by `n` of `unit`; false when an open pause stops the count. */
  count(n: number, unit: PeriodUnit): boolean;
  roll(): void;
};

function startWalk(input: DueInput, calendar: Calendar): Walk {
  const [notCounted, makeUpDays, rolledOver]: [Span[], Span[], Span[]] = [[], [], []];
  const pauseOn = pauseFinder(input.pauses);
  let at = toDayNumber(input.start.day);
  let provisional = false;
  const ask = (n: number): ReturnType<typeof dayStatusAt> => {
    const status = dayStatusAt(calendar, n);
    provisional ||= status.provisional;
    return status;
  };

  return {
    notCounted,
    makeUpDays,
    rolledOver,
    day: () => at,
    provisional: () => provisional,
    count(n, unit) {
      let left = unit === 'wd' || unit === 'cd' ? n : addMonths(at, unit === 'month' ? n : 12 * n) - at;
      while (left > 0) {
        const pause = pauseOn(at + 1);
        if (pause?.to === null) return false;
        at += 1;
        if (pause) {
          add(notCounted, at, 'paused', pause.ground);
          continue;
        }
        if (unit === 'wd') {
          const { reason, name } = ask(at);
          if (reason === 'weekend' || reason === 'holiday') {
            add(notCounted, at, reason, name);
            continue;
          }
          if (reason === 'make-up') add(makeUpDays, at, reason, name);
        }
        left -= 1;
      }
      return true;
    },
    roll() {
      for (
        let status = ask(at);
        status.reason === 'weekend' || status.reason === 'holiday';
        status = ask(at)
      ) {
        add(rolledOver, at, status.reason, status.name);
        at += 1;
      }
    },
  };
}

/** The pause a day lies in, an open one first. */
function pauseFinder(pauses: readonly Pause[]): (n: number) => Pause | undefined {
  const numbered = pauses
    .map((pause) => ({
      pause,
      from: toDayNumber(pause.from),
      to: pause.to === null ? Infinity : toDayNumber(pause.to),
    }))
    .toSorted((a, b) => b.to - a.to);
  return (n) => numbered.find(({ from, to }) => from <= n && n <= to)?.pause;
}

function add(spans: Span[], n: number, reason: Span['reason'], name: string | null): void {
  const day = fromDayNumber(n);
  const last = spans.at(-1);
  if (last && last.reason === reason && last.name === name && toDayNumber(last.to) === n - 1) last.to = day;
  else spans.push({ from: day, to: day, reason, name });
}
