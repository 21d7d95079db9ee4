import { beforeAll, describe, expect, it } from 'vitest';
import type { Uuid } from '#kernel';
import type { StaffActor } from '#modules/access';
import { DAY, deliberationStage, must } from './deliberation.test-support.ts';
import { changeAttendance } from './use-cases/change-attendance.ts';
import { deferItem } from './use-cases/deliberate.ts';
import { callMeeting, closeMeeting, openMeeting } from './use-cases/hold-meeting.ts';
import { readMeeting } from './use-cases/read-meeting.ts';
import { readMinutes } from './use-cases/read-minutes.ts';
import { recuseMember, takeBackRecusal } from './use-cases/recuse-member.ts';

const stage = deliberationStage();
const { database, ctx, person, staff, secretary, body, meeting, item, say, settle, attendance } = stage;
let agencyId: Uuid;
let made = 0;

beforeAll(async () => {
  await stage.load();
  agencyId = stage.agency();
});

const clock = (time: string): void => ctx.clock.set(`2026-11-10T${time}:00+08:00`);
const at = (time: string): Date => new Date(`2026-11-10T${time}:00+08:00`);
async function opened(away: readonly number[] = [], decides?: Parameters<typeof body>[0]) {
  clock('09:00');
  return meeting(await body(decides), away);
}
const tabled = (meetingId: string, ballot?: Parameters<typeof item>[2]) =>
  item(meetingId, `a-${(made += 1)}`, ballot);
const read = async (meetingId: string, actor: StaffActor = secretary()) =>
  must(await readMeeting(ctx, actor, meetingId));
type Change =
  | { readonly kind: 'arrived' | 'left'; readonly at: Date }
  | { readonly kind: 'corrected'; readonly present: boolean; readonly leave: boolean };
const enter = async (meetingId: string, who: number, change: Change, actor = secretary()) =>
  changeAttendance(ctx, actor, {
    agencyId,
    meetingId,
    rowVersion: (await read(meetingId)).rowVersion,
    personId: person(who),
    reason: '路上堵车',
    ...change,
  });
const ABSENT = { kind: 'corrected', present: false, leave: false } as const;
const PRESENT = { kind: 'corrected', present: true, leave: false } as const;
const refused = (code: string) => ({ ok: false, error: { code: `deliberation/${code}` } });

describe('a meeting', () => {
  it.each([
    ['without quorum', 'majority-of-members', [2, 3, 4], 'no-quorum'],
    ['without the head who decides', 'head', [0], 'head-away'],
  ] as const)('that could decide nothing, %s, is opened only on purpose', async (_, decides, away, why) => {
    clock('09:00');
    const call = { agencyId, bodyId: await body(decides), heldOn: DAY, place: '三楼' };
    const { meetingId } = must(await callMeeting(ctx, secretary(), call));
    const open = (over: object = {}) =>
      openMeeting(ctx, secretary(), { agencyId, meetingId, attendance: attendance(away), ...over });
    expect(await open()).toEqual({ ok: false, error: { code: 'deliberation/undecidable', why } });
    must(await open({ evenIfUndecidable: true }));
  });

  it('says of whom a reason is missing', async () => {
    const call = { agencyId, bodyId: await body(), heldOn: DAY, place: '三楼' };
    const { meetingId } = must(await callMeeting(ctx, secretary(), call));
    const list = attendance([1, 3]).map((one) => ({ ...one, reason: '' }));
    expect(
      await openMeeting(ctx, secretary(), { agencyId, meetingId, attendance: list.slice(0, 4) }),
    ).toEqual({
      ok: false,
      error: {
        code: 'deliberation/attendance-incomplete',
        people: [person(4), person(1), person(3)],
      },
    });
  });
});

describe('while a meeting is open', () => {
  it('who arrives makes up its quorum, speaks and votes; first entry and journal stay', async () => {
    const meetingId = await opened([2, 3, 4]);
    const itemId = await tabled(meetingId);
    expect((await read(meetingId)).items[0]).toMatchObject({ quorum: false });
    clock('09:20');
    must(await enter(meetingId, 2, { kind: 'arrived', at: at('09:15') }));
    const seen = await read(meetingId);
    expect(seen.items[0]).toMatchObject({ quorum: true, next: [{}, {}] });
    expect(seen.attendance.find(({ personId }) => personId === person(2))).toMatchObject({
      present: true,
      late: true,
      reason: '',
    });
    expect(seen.attendanceChanges).toMatchObject([
      { kind: 'arrived', reason: '路上堵车', at: '2026-11-10T09:15:00+08:00' },
    ]);
    for (const who of [1, 2, 0]) must(await say(itemId, who));
    expect(must(await settle(itemId)).outcome).toBe('adopted');
    const { rows } = await database.pool.query(
      'SELECT present FROM meeting_attendance WHERE meeting_id = $1 AND person_id = $2',
      [meetingId, person(2)],
    );
    expect(rows).toEqual([{ present: false }]);
    const { rows: journal } = await database.pool.query(
      `SELECT count(*)::int AS n FROM journal.row WHERE action = 'deliberation/change-attendance' AND subject_rid = $1`,
      [meetingId],
    );
    expect(journal).toEqual([{ n: 1 }]);
  });

  it('who was entered as present by mistake blocks nothing once that is corrected', async () => {
    const meetingId = await opened();
    const itemId = await tabled(meetingId);
    for (const who of [1, 2, 3]) must(await say(itemId, who));
    expect(await say(itemId, 0)).toMatchObject(refused('chair-speaks-last'));
    must(await enter(meetingId, 4, { ...ABSENT, leave: true }));
    must(await say(itemId, 0));
    expect(must(await settle(itemId)).outcome).toBe('adopted');
  });

  it('whoever spoke on what is on the table and was never there leaves it to be deferred', async () => {
    const meetingId = await opened();
    const itemId = await tabled(meetingId);
    for (const who of [1, 2, 3, 4]) must(await say(itemId, who));
    must(await enter(meetingId, 4, ABSENT));
    must(await say(itemId, 0));
    expect((await read(meetingId)).items[0]).toMatchObject({ tainted: true, taint: 'absent' });
    expect(await settle(itemId)).toMatchObject(refused('spoke-while-absent'));
    must(await deferItem(ctx, secretary(), { agencyId, itemId }));
  });

  it('what is decided keeps who voted on it, and whoever counted in it was there', async () => {
    const meetingId = await opened([4]);
    const first = await tabled(meetingId);
    for (const who of [1, 2, 3, 0]) must(await say(first, who));
    clock('09:30');
    must(await settle(first));
    expect(await enter(meetingId, 1, ABSENT)).toMatchObject({
      error: { code: 'deliberation/counted-already', items: 1 },
    });
    clock('09:40');
    expect(await enter(meetingId, 4, { kind: 'arrived', at: at('09:29') })).toMatchObject(
      refused('time-of-change'),
    );
    must(await enter(meetingId, 4, { kind: 'arrived', at: at('09:35') }));
    must(await enter(meetingId, 1, { kind: 'left', at: at('09:36') }));
    const second = await tabled(meetingId);
    for (const who of [2, 3, 4, 0]) must(await say(second, who));
    must(await settle(second));
    clock('09:50');
    must(await enter(meetingId, 3, { kind: 'left', at: at('09:45') }));
    must(await closeMeeting(ctx, secretary(), { agencyId, meetingId }));
    const { minutes } = must(await readMinutes(ctx, secretary(), meetingId));
    const names = await nameOf();
    const voters = (...people: number[]) => people.map((who) => names.get(person(who)) ?? '').toSorted();
    expect(minutes.items.map((one) => one.voters.toSorted())).toEqual([
      voters(0, 1, 2, 3),
      voters(0, 2, 3, 4),
    ]);
    expect(minutes.present).toHaveLength(5);
    expect(minutes.attendanceChanges.map(({ kind }) => kind)).toEqual(['arrived', 'left', 'left']);
    expect(minutes.items[0]?.counts).toEqual({ for: 4, against: 0, abstain: 0 });
  });

  it('an open vote counts of who left after it, a secret one has to be cast', async () => {
    const meetingId = await opened([3, 4]);
    const [open, secret] = [await tabled(meetingId), await tabled(meetingId, 'secret')];
    for (const who of [1, 2]) {
      must(await say(open, who));
      must(await say(secret, who, null));
    }
    clock('09:20');
    must(await enter(meetingId, 1, { kind: 'left', at: at('09:20') }));
    must(await say(open, 0));
    must(await say(secret, 0, null));
    expect(must(await settle(open)).outcome).toBe('adopted');
    const counts = { for: 3, against: 0, abstain: 0 };
    expect(await settle(secret, { counts })).toMatchObject(refused('no-quorum'));
  });

  it('nobody is heard after the chair: who comes then votes on the next item', async () => {
    const meetingId = await opened([4]);
    const itemId = await tabled(meetingId);
    for (const who of [1, 2, 3, 0]) must(await say(itemId, who));
    must(await enter(meetingId, 4, { kind: 'arrived', at: at('09:00') }));
    expect(await say(itemId, 4)).toMatchObject(refused('chair-has-spoken'));
    expect(must(await settle(itemId)).outcome).toBe('adopted');
    const next = await tabled(meetingId);
    must(await say(next, 4));
    expect((await read(meetingId)).items[0]?.next).toEqual([]);
  });

  it('whoever was there all along and was not heard before the chair leaves the item to be deferred', async () => {
    const meetingId = await opened([4]);
    const itemId = await tabled(meetingId);
    for (const who of [1, 2, 3, 0]) must(await say(itemId, who));
    must(await enter(meetingId, 4, PRESENT));
    expect((await read(meetingId)).items[0]).toMatchObject({ taint: 'unheard', next: [] });
    expect(await settle(itemId)).toMatchObject(refused('unheard'));
  });

  it('names of a secret ballot are for who was in the room for that item', async () => {
    const meetingId = await opened([4]);
    const itemId = await tabled(meetingId, 'secret');
    for (const who of [1, 2, 3, 0]) must(await say(itemId, who, null));
    const named = async (who: number) =>
      (await read(meetingId, staff(person(who)))).items[0]?.opinions?.every(({ by }) => by !== null);
    must(await settle(itemId, { counts: { for: 4, against: 0, abstain: 0 } }));
    must(await enter(meetingId, 4, { kind: 'arrived', at: at('09:00') }));
    must(await enter(meetingId, 1, { kind: 'left', at: at('09:00') }));
    expect([await named(4), await named(1), await named(2)]).toEqual([false, true, true]);
    must(await enter(meetingId, 4, PRESENT));
    expect(await named(4)).toBe(true);
  });

  it('only who keeps the record enters it, of members, while it is open, over what was read last', async () => {
    const meetingId = await opened([4]);
    const came = { kind: 'arrived', at: at('09:00') } as const;
    for (const actor of [staff(person(0), 'first-responsible'), staff(person(4))])
      expect(await enter(meetingId, 4, came, actor)).toMatchObject(refused('forbidden'));
    expect(await enter(meetingId, 8, came)).toMatchObject({
      error: { code: 'deliberation/unknown-person', field: 'personId' },
    });
    expect(await enter(meetingId, 1, came)).toMatchObject(refused('same-attendance'));
    const { rowVersion } = await read(meetingId);
    const twice = await Promise.all(
      [ABSENT, { ...ABSENT, leave: true }].map((change) =>
        changeAttendance(ctx, secretary(), {
          agencyId,
          meetingId,
          rowVersion,
          personId: person(3),
          reason: '登记有误',
          ...change,
        }),
      ),
    );
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    expect(twice.find(({ ok }) => !ok)).toMatchObject(refused('stale'));
    must(await closeMeeting(ctx, secretary(), { agencyId, meetingId }));
    expect(await enter(meetingId, 4, came)).toMatchObject({
      error: { code: 'deliberation/not-in-this-state', state: 'closed' },
    });
  });

  it.each([
    ['decided', (itemId: string) => settle(itemId)],
    ['spoken on', (itemId: string) => say(itemId, 0)],
  ] as const)('an item is not %s over an attendance that changes at the same moment', async (what, act) => {
    const meetingId = await opened([4]);
    const itemId = await tabled(meetingId);
    for (const who of what === 'decided' ? [1, 2, 3, 0] : [1, 2, 3]) must(await say(itemId, who));
    const both = await Promise.all([act(itemId), enter(meetingId, 3, ABSENT)]);
    // Whichever came first, the other rests on what it left: refused, or the item is tainted and not decided.
    const [acted, changed] = both;
    const one = (await read(meetingId)).items[0];
    if (acted.ok && changed.ok) expect(one).toMatchObject({ state: 'tabled', taint: 'absent' });
    else expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(one?.state === 'adopted' && changed.ok).toBe(false);
  });

  it('the record of it is never changed', async () => {
    const meetingId = await opened([4]);
    must(await enter(meetingId, 4, { kind: 'arrived', at: at('09:00') }));
    for (const sql of [
      `UPDATE meeting_attendance_change SET reason = 'x'`,
      'DELETE FROM meeting_attendance_change',
      `UPDATE agenda_recusal SET reason = 'x'`,
    ])
      await expect(database.pool.query(sql)).rejects.toThrow();
  });
});

describe('a withdrawal', () => {
  const recuse = (itemId: string, who: number, actor = secretary()) =>
    recuseMember(ctx, actor, { agencyId, itemId, personId: person(who), reason: '误记' });
  const takeBack = (itemId: string, who: number, actor = secretary()) =>
    takeBackRecusal(ctx, actor, { agencyId, itemId, personId: person(who), reason: '登记有误' });

  it('entered by mistake is taken back on record, and may be entered again', async () => {
    const meetingId = await opened();
    const itemId = await tabled(meetingId);
    expect(await takeBack(itemId, 1)).toMatchObject(refused('not-recused'));
    must(await recuse(itemId, 1));
    expect(await say(itemId, 1)).toMatchObject(refused('recused'));
    expect(await takeBack(itemId, 1, staff(person(1)))).toMatchObject(refused('forbidden'));
    must(await takeBack(itemId, 1));
    const seen = (await read(meetingId)).items[0];
    expect(seen).toMatchObject({ recused: [], takenBack: [{ personId: person(1), reason: '登记有误' }] });
    must(await recuse(itemId, 1));
    const twice = await Promise.all([takeBack(itemId, 1), takeBack(itemId, 1)]);
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    for (const who of [1, 2, 3, 4, 0]) must(await say(itemId, who));
    expect(must(await settle(itemId)).outcome).toBe('adopted');
    const { rows } = await database.pool.query(
      'SELECT seq, taken_back FROM agenda_recusal WHERE item_id = $1 ORDER BY seq',
      [itemId],
    );
    expect(rows).toEqual([1, 2, 3, 4].map((seq) => ({ seq, taken_back: seq % 2 === 0 })));
    const { rows: journal } = await database.pool.query(
      `SELECT action FROM journal.row WHERE subject_rid = $1 AND action LIKE '%recus%' ORDER BY action`,
      [itemId],
    );
    expect(journal.map(({ action }) => action)).toEqual([
      'deliberation/recuse',
      'deliberation/recuse',
      'deliberation/take-back-recusal',
      'deliberation/take-back-recusal',
    ]);
  });

  it('is not taken back once the item is settled, nor of who could not be heard any more', async () => {
    const itemId = await tabled(await opened());
    must(await recuse(itemId, 1));
    for (const who of [2, 3, 4, 0]) must(await say(itemId, who));
    expect(await takeBack(itemId, 1)).toMatchObject(refused('chair-has-spoken'));
    must(await settle(itemId));
    expect(await takeBack(itemId, 1)).toMatchObject({
      error: { code: 'deliberation/not-in-this-state', state: 'adopted' },
    });
  });

  it('of who is away is not entered while the meeting is open, but of who spoke and left', async () => {
    const meetingId = await opened([4]);
    const itemId = await tabled(meetingId);
    expect(await recuse(itemId, 4)).toMatchObject(refused('not-a-voter'));
    must(await say(itemId, 1));
    must(await enter(meetingId, 1, { kind: 'left', at: at('09:00') }));
    must(await recuse(itemId, 1));
    expect((await read(meetingId)).items[0]?.taint).toBe('withdrew');
  });

  it('that was taken back leaves the chair to sign the minutes', async () => {
    const meetingId = await opened();
    const itemId = await tabled(meetingId);
    must(await recuse(itemId, 0));
    must(await takeBack(itemId, 0));
    must(await deferItem(ctx, secretary(), { agencyId, itemId }));
    must(await closeMeeting(ctx, secretary(), { agencyId, meetingId }));
    const view = must(await readMinutes(ctx, staff(person(0)), meetingId));
    expect(view.maySign).toBe(true);
    expect(view.minutes.items[0]).toMatchObject({ recused: [], takenBack: [{ reason: '登记有误' }] });
  });
});

async function nameOf(): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.db.selectFrom('person').select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
