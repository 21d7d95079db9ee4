import { daysBetween, type LegalDay } from '#kernel';
import { isHandedIn, type Act, type TaskState } from './office-return.ts';

export type DatedAct = {
  readonly act: Act;
  readonly on: LegalDay;
  /** Day by which a return that was sent back is due again. */
  readonly due: LegalDay | null;
};

/** A return was asked for: at the opening, and again each time it was sent back. */
export type Round = {
  readonly due: LegalDay;
  /** Day of the signature with which it went up; null while it has not. */
  readonly handedInOn: LegalDay | null;
  /** Calendar days it was handed in after `due`, or is late by today. */
  readonly daysLate: number;
};

/**
 * The rounds of a return, the first first. A signature that was void when nobody had acted on it yet hands nothing in; one that
 * was reviewed did. An office that was released is late up to that day.
 */
export function roundsOf(of: {
  readonly deadline: LegalDay;
  readonly state: TaskState;
  readonly acts: readonly DatedAct[];
  readonly today: LegalDay;
}): readonly [Round, ...Round[]] {
  const first: { due: LegalDay; acts: DatedAct[] } = { due: of.deadline, acts: [] };
  const open = [first];
  let current = first;
  for (const act of of.acts) {
    current.acts.push(act);
    if (act.act !== 'return') continue;
    current = { due: act.due ?? of.deadline, acts: [] };
    open.push(current);
  }
  const round = ({ due, acts }: typeof first): Round => {
    const end = acts.find(({ act }) => act === 'return' || act === 'pass' || act === 'release');
    const reviewed = end?.act === 'return' || end?.act === 'pass';
    const until = end === undefined ? acts.length : acts.indexOf(end);
    const signed = acts.slice(0, until).findLast(({ act }) => act === 'sign');
    const holds = reviewed || (end === undefined && isHandedIn(of.state));
    const handedInOn = holds ? (signed?.on ?? null) : null;
    const day = handedInOn ?? end?.on ?? of.today;
    return { due, handedInOn, daysLate: Math.max(0, daysBetween(due, day)) };
  };
  return [round(first), ...open.slice(1).map(round)];
}

/** Days of the worst round: lateness stands on the board for good, also when the return has come in. */
export const daysLateOf = (rounds: readonly Round[]): number =>
  Math.max(...rounds.map(({ daysLate }) => daysLate));

/** Working days between reminders, and how long before its date a return is reminded of first. */
const REMIND_EVERY = 5;
/** Working days an office has to hand in again what was sent back after the date, unless another day is named. */
export const REWORK_WORKING_DAYS = 5;

/**
 * The reminder that is due for a return that is not in: five working days and one before its date, on it, and every five working
 * days after; none before. Each has a name of its own in its round, so that it is given once, and only the newest is: an office
 * that was asked on the last day is not reminded three times over. `left` is working days to the date, negative after it.
 */
export function reminderDue(round: number, left: number): string | undefined {
  if (left > REMIND_EVERY) return undefined;
  const name = reminderName(left);
  return round === 0 ? name : `again-${round}:${name}`;
}

function reminderName(left: number): string {
  if (left > 1) return 'week-before';
  if (left === 1) return 'day-before';
  return -left < REMIND_EVERY ? 'due' : `late-${Math.floor(-left / REMIND_EVERY)}-weeks`;
}

/** When a reminder is given: before the date, on it, or so many weeks (of five working days) after it. */
export const REMINDER_TIMES = ['week-before', 'day-before', 'due', 'late'] as const;
export type Reminded = {
  readonly time: (typeof REMINDER_TIMES)[number];
  /** Weeks after the date; 0 until then. */
  readonly weeks: number;
  /** How often the return had been sent back. */
  readonly round: number;
};

/** What the name of a reminder says; nothing for a name that `reminderDue` does not give. */
export function readReminder(name: string): Reminded | undefined {
  const [, again = '0', plain = '', late] =
    /^(?:again-(\d+):)?(week-before|day-before|due|late-(\d+)-weeks)$/.exec(name) ?? [];
  if (late !== undefined) return { time: 'late', weeks: Number(late), round: Number(again) };
  const time = REMINDER_TIMES.find((one) => one === plain);
  return time && { time, weeks: 0, round: Number(again) };
}

/** Newest first. */
export function newestReminder(a: Reminded, b: Reminded): number {
  return (
    b.round - a.round || REMINDER_TIMES.indexOf(b.time) - REMINDER_TIMES.indexOf(a.time) || b.weeks - a.weeks
  );
}

/** Whom a reminder goes to: the head of the office, and once it is late the leader in charge of it too. */
export function remindedOf(
  name: string,
  office: { readonly headId: string | null; readonly leaderId: string | null },
): readonly string[] {
  const late = readReminder(name)?.time === 'late';
  const both = [office.headId, late || office.headId === null ? office.leaderId : null];
  return [...new Set(both.flatMap((id) => id ?? []))];
}
