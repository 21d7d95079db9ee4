import { err, ok, type Result } from '#kernel';
import type { DeliberationRefusal } from './errors.ts';

export const ATTENDANCE_CHANGES = ['arrived', 'left', 'corrected'] as const;

/** Who came, as entered when the meeting opened. */
export type FirstEntry = {
  readonly personId: string;
  readonly chair: boolean;
  readonly present: boolean;
  /** Away with leave. */
  readonly leave: boolean;
  readonly reason: string;
};

/** 迟到 arrived, 早退 left, or 更正: the entry was wrong from the opening on. */
export type AttendanceChange = {
  /** 1, 2, … within the meeting. */
  readonly seq: number;
  readonly personId: string;
  readonly kind: (typeof ATTENDANCE_CHANGES)[number];
  readonly present: boolean;
  readonly leave: boolean;
  readonly reason: string;
  readonly at: Date;
};

export type Presence = {
  /** Came, or came back, after the opening. */
  readonly late: boolean;
  /** Was there, and left before the end. */
  readonly left: boolean;
};

/** Who is there: the first entry with the changes in their order. */
export function attendanceAfter<T extends FirstEntry>(
  first: readonly T[],
  changes: readonly AttendanceChange[],
): readonly (T & Presence)[] {
  const inOrder = changes.toSorted((a, b) => a.seq - b.seq);
  return first.map((entry) =>
    inOrder
      .filter(({ personId }) => personId === entry.personId)
      .reduce<T & Presence>(
        (before, { kind, present, leave, reason }) => ({
          ...before,
          present,
          leave,
          reason: present ? '' : reason,
          late: kind === 'arrived',
          left: kind === 'left',
        }),
        { ...entry, late: false, left: false },
      ),
  );
}

/** The changes that stood when an item left the table; all of them while it is on the table. */
export function changesFor(
  item: { readonly state: string; readonly attendanceSeq: number | null },
  changes: readonly AttendanceChange[],
): readonly AttendanceChange[] {
  return item.state === 'tabled' ? changes : changes.filter(({ seq }) => seq <= (item.attendanceSeq ?? 0));
}

/**
 * Who was in the room for an item: there when it left the table, or gone after speaking on it. What turned out later to have been
 * entered wrongly counts as it really was.
 */
export function roomOf<T extends FirstEntry>(
  item: { readonly state: string; readonly attendanceSeq: number | null },
  first: readonly T[],
  changes: readonly AttendanceChange[],
  spoken: readonly string[],
): readonly (T & Presence)[] {
  const stood = new Set(changesFor(item, changes));
  const real = changes.filter((change) => stood.has(change) || change.kind === 'corrected');
  return attendanceAfter(first, real).map((one) => ({
    ...one,
    present: one.present || (one.left && spoken.includes(one.personId)),
  }));
}

/** What is entered of somebody while the meeting is open. */
export type NewChange = Omit<AttendanceChange, 'seq'>;

/**
 * Whether a change may be entered. Refuses `deliberation/unknown-person`, `deliberation/same-attendance` when it stands like that,
 * `deliberation/time-of-change` when it is said to have happened before the last item was settled or before what was entered last
 * of that person, and `deliberation/counted-already` when somebody whose opinion counted in a decision is said never to have been there.
 */
export function mayChangeAttendance(
  record: {
    readonly first: readonly FirstEntry[];
    readonly changes: readonly AttendanceChange[];
    readonly openedAt: Date;
    readonly now: Date;
    readonly items: readonly {
      readonly state: string;
      readonly decidedAt: Date | null;
      readonly spoken: readonly string[];
    }[];
  },
  change: NewChange,
): Result<void, DeliberationRefusal> {
  const { first, changes, openedAt, now, items } = record;
  const me = attendanceAfter(first, changes).find(({ personId }) => personId === change.personId);
  if (me === undefined) return err({ code: 'deliberation/unknown-person', field: 'personId' });
  if (change.kind === 'corrected') {
    const asReason = change.present || me.reason === change.reason;
    const same = me.present === change.present && me.leave === change.leave && asReason;
    if (same && !me.late && !me.left) return err({ code: 'deliberation/same-attendance' });
    const counted = items.filter(
      ({ state, spoken }) => (state === 'adopted' || state === 'rejected') && spoken.includes(me.personId),
    ).length;
    return !change.present && counted > 0
      ? err({ code: 'deliberation/counted-already', items: counted })
      : ok();
  }
  if (me.present === change.present) return err({ code: 'deliberation/same-attendance' });
  const from = minuteOf(
    [
      openedAt,
      ...items.flatMap(({ decidedAt }) => (decidedAt === null ? [] : [decidedAt])),
      ...changes.flatMap(({ personId, at }) => (personId === me.personId ? [at] : [])),
    ].reduce((a, b) => (a > b ? a : b)),
  );
  return change.at < from || change.at > now
    ? err({ code: 'deliberation/time-of-change', from, until: now })
    : ok();
}

/** Times are entered by the minute. */
function minuteOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 60_000) * 60_000);
}
