import { addDays, type LegalDay } from '#kernel';
import { isWorkingDay, type Calendar } from '#modules/calendar';
import { dice } from './dice.ts';

/** What happens to a case beyond the ordinary; each kind is named for what the reader of the list will see. */
const SCENARIOS = [
  ['ordinary', 52],
  ['corrected', 12],
  ['correction-pending', 2],
  ['refused', 5],
  ['not-accepted', 4],
  ['withdrawn', 4],
  ['returned', 2],
  ['deemed', 2],
  ['hearing', 3],
  ['extended', 3],
  ['suspended', 2],
  ['terminated', 1],
  ['sent-back', 2],
  ['overdue', 3],
  ['published-late', 2],
  ['never-registered', 1],
] as const;
export type Scenario = (typeof SCENARIOS)[number][0];

/** How often an item is applied for: two often enough for the list to name them while they are open, the rest too rarely. */
const ITEMS = [
  ['it-01', 7],
  ['it-02', 21],
  ['it-03', 19],
  ['it-04', 4],
  ['it-05', 4],
  ['it-06', 5],
  ['it-07', 5],
  ['it-08', 3],
  ['it-18', 5],
  ['it-19', 3],
  ['it-20', 6],
  ['it-21', 12],
  ['it-22', 6],
] as const;

export type PlannedCase = {
  readonly i: number;
  readonly importKey: string;
  readonly item: string;
  readonly scenario: Scenario;
  readonly at: Date;
  readonly channel: 'online' | 'window' | 'post' | 'agent';
};

/** The days the demonstration goes back. */
export const DAYS = 90;

/** The last two weeks bring a third of all: the end of the year is the busy season. */
const BUSY_DAYS = 10;
const BUSY_SHARE = 0.32;

/** Every application of the three months up to `today`, in the order it comes in; the same for the same count and day. */
export function planCases(count: number, today: LegalDay, calendar: Calendar): readonly PlannedCase[] {
  const days = Array.from({ length: DAYS + 1 }, (_, at) => addDays(today, at - DAYS)).filter((day) =>
    isWorkingDay(calendar, day),
  );
  return Array.from({ length: count }, (_, i): PlannedCase => {
    const roll = dice('case', i);
    const share = (i + 0.5) / count;
    const calm = days.length - BUSY_DAYS;
    const at =
      share < 1 - BUSY_SHARE
        ? (share / (1 - BUSY_SHARE)) * calm
        : calm + ((share - 1 + BUSY_SHARE) / BUSY_SHARE) * BUSY_DAYS;
    const day = days[Math.min(days.length - 1, Math.floor(at))];
    if (day === undefined) throw new Error('three months have working days');
    const item = weighted(ITEMS, roll.between(0, 99));
    const [hour, minute, second] = [roll.between(8, 16), roll.between(0, 59), roll.between(0, 59)];
    return {
      i,
      importKey: `demo-case-${i}`,
      item,
      // Every kind of ending is there however few cases are asked for.
      scenario: weighted(SCENARIOS, (i * 37 + 11) % 100),
      at: new Date(`${day}T${two(hour)}:${two(minute)}:${two(second)}+08:00`),
      channel: roll.pick(['online', 'online', 'online', 'window', 'window', 'post', 'agent']),
    };
  }).toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.i - b.i);
}

function weighted<T>(of: readonly (readonly [T, number])[], percent: number): T {
  let left = percent;
  for (const [one, weight] of of) {
    if (left < weight) return one;
    left -= weight;
  }
  throw new Error('weights do not add up to a hundred');
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
