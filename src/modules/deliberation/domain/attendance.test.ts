import { describe, expect, it } from 'vitest';
import {
  attendanceAfter,
  changesFor,
  mayChangeAttendance,
  roomOf,
  type AttendanceChange,
  type NewChange,
} from './attendance.ts';

const at = (time: string): Date => new Date(`2026-11-10T${time}:00+08:00`);
const entry = (personId: string, present = true) => ({
  personId,
  chair: personId === 'head',
  present,
  leave: false,
  reason: present ? '' : '出差',
});
const FIRST = [entry('head'), entry('a'), entry('b'), entry('away', false)];
const change = (seq: number, over: Partial<AttendanceChange>): AttendanceChange => ({
  seq,
  personId: 'a',
  kind: 'left',
  present: false,
  leave: false,
  reason: '另有会议',
  at: at('10:00'),
  ...over,
});
const arrives = { kind: 'arrived', present: true } as const;
const absent = { kind: 'corrected', present: false } as const;
const present = { kind: 'corrected', present: true } as const;

describe('who is there', () => {
  it.each([
    ['as entered', [], { present: true, late: false, left: false, reason: '' }],
    ['not, having left', [{}], { present: false, late: false, left: true, reason: '另有会议' }],
    ['again, having come back', [{}, arrives], { present: true, late: true, left: false, reason: '' }],
    ['not at all, when that is corrected', [absent], { present: false, late: false, left: false }],
    ['not at all, also after leaving', [{}, absent], { present: false, left: false }],
    [
      'from the opening on, when leaving was wrong',
      [{}, present],
      { present: true, late: false, left: false },
    ],
    ['on leave, when that is corrected', [{ ...absent, leave: true }], { present: false, leave: true }],
    ['as before, whatever becomes of others', [{ personId: 'b' }], { present: true, left: false }],
  ] as const)('%s', (_, changes, stands) => {
    const list = changes.map((one, n) => change(n + 1, one));
    const after = attendanceAfter(FIRST, list.toReversed());
    expect(after.find(({ personId }) => personId === 'a')).toMatchObject(stands);
    expect(after.map(({ personId }) => personId)).toEqual(FIRST.map(({ personId }) => personId));
  });
});

describe('for an item', () => {
  const changes = [
    change(1, {}),
    change(2, { personId: 'away', ...arrives }),
    change(3, { personId: 'b', ...absent }),
  ];
  it.each([
    ['on the table everything counts', 'tabled', null, [1, 2, 3]],
    ['decided before, nothing that came later', 'adopted', 0, []],
    ['decided before anything was kept, nothing', 'adopted', null, []],
    ['deferred between, what stood then', 'deferred', 2, [1, 2]],
  ] as const)('%s', (_, state, attendanceSeq, counts) => {
    expect(changesFor({ state, attendanceSeq }, changes).map(({ seq }) => seq)).toEqual(counts);
  });

  const inTheRoom = (state: string, attendanceSeq: number | null, spoken: readonly string[] = []) =>
    roomOf({ state, attendanceSeq }, FIRST, changes, spoken).flatMap((one) =>
      one.present ? [one.personId] : [],
    );
  it.each([
    ['who was there when it was settled', 'adopted', 0, [], ['head', 'a']],
    ['who came before it was settled, not who had left', 'deferred', 2, [], ['head', 'away']],
    ['who spoke on it and left', 'deferred', 2, ['a'], ['head', 'a', 'away']],
    ['nobody who turned out not to have been there', 'deferred', 2, ['b'], ['head', 'away']],
    ['who is there now, while it is on the table', 'tabled', null, [], ['head', 'away']],
  ] as const)('in the room was %s', (_, state, seq, spoken, room) => {
    expect(inTheRoom(state, seq, spoken)).toEqual(room);
  });
});

describe('a change', () => {
  const record = {
    first: FIRST,
    changes: [change(1, { personId: 'b', at: at('10:30') })],
    openedAt: at('09:00'),
    now: at('11:00'),
    items: [
      { state: 'adopted', decidedAt: new Date('2026-11-10T10:10:40+08:00'), spoken: ['a', 'head'] },
      { state: 'tabled', decidedAt: null, spoken: ['b'] },
    ],
  };
  const entered = (over: Partial<NewChange>): NewChange => ({
    personId: 'a',
    kind: 'left',
    present: false,
    leave: false,
    reason: '另有会议',
    at: at('10:40'),
    ...over,
  });
  it.each([
    ['of a stranger', { personId: 'x' }, 'deliberation/unknown-person'],
    ['of who is there and leaves', {}, undefined],
    ['in the minute of the last decision', { at: at('10:10') }, undefined],
    ['before the last decision', { at: at('10:09') }, 'deliberation/time-of-change'],
    ['after now', { at: at('11:01') }, 'deliberation/time-of-change'],
    ['of who is away and comes', { personId: 'away', ...arrives }, undefined],
    ['of who left and comes back', { personId: 'b', ...arrives }, undefined],
    [
      'of who comes back before having left',
      { personId: 'b', ...arrives, at: at('10:29') },
      'deliberation/time-of-change',
    ],
    ['of who is there and comes', arrives, 'deliberation/same-attendance'],
    ['of who is away and leaves', { personId: 'away' }, 'deliberation/same-attendance'],
    ['to what is entered', present, 'deliberation/same-attendance'],
    [
      'to what is entered, also with its reason',
      { personId: 'away', ...absent, reason: '出差' },
      'deliberation/same-attendance',
    ],
    ['of the reason alone', { personId: 'away', ...absent, reason: '病假' }, undefined],
    ['of an absence into leave', { personId: 'away', ...absent, leave: true }, undefined],
    ['of who left and really stayed', { personId: 'b', ...present }, undefined],
    ['of who counted in a decision, to absent', absent, 'deliberation/counted-already'],
    ['of who only spoke on what is on the table, to absent', { personId: 'b', ...absent }, undefined],
  ] as const)('%s', (_, over, code) => {
    const may = mayChangeAttendance(record, entered(over));
    expect(may.ok ? undefined : may.error.code).toBe(code);
  });
});
