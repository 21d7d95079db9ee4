import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, type Uuid } from '#kernel';
import { findResolution } from './db/resolutions.ts';
import { DAY, deliberationStage, digest, must } from './deliberation.test-support.ts';
import { deferItem, voidTabled } from './use-cases/deliberate.ts';
import { cancelCall, moveCall } from './use-cases/change-call.ts';
import { callMeeting, closeMeeting, openMeeting, tableItem } from './use-cases/hold-meeting.ts';
import { recuseMember } from './use-cases/recuse-member.ts';
import { readMeeting, readMyMeetings } from './use-cases/read-meeting.ts';
import { saveBody } from './use-cases/save-body.ts';

const stage = deliberationStage();
const {
  database,
  ctx,
  person,
  people,
  staff,
  secretary,
  body,
  meeting,
  item,
  say,
  settle,
  attendance,
  series,
} = stage;
let agencyId: Uuid;

beforeAll(async () => {
  await stage.load();
  agencyId = stage.agency();
});

describe('a deliberation', () => {
  it('hears everybody, the chair last, and comes to a numbered resolution on exactly what was tabled', async () => {
    const bodyId = await body();
    const meetingId = await meeting(bodyId, [4]);
    const itemId = await item(meetingId, 'v-1');
    expect(await say(itemId, 0)).toMatchObject({
      error: { code: 'deliberation/chair-speaks-last', waiting: 3 },
    });
    must(await say(itemId, 1));
    must(await say(itemId, 2, 'against'));
    expect(await settle(itemId)).toMatchObject({ error: { code: 'deliberation/opinions-missing' } });
    must(await say(itemId, 3, 'for', staff(person(3))));
    must(await say(itemId, 0));
    const number = `${series()}〔2026〕1号`;
    expect(must(await settle(itemId))).toEqual({ outcome: 'adopted', number });
    const of = { bodyId, type: 'power.version' as const, id: 'v-1' };
    expect(await findResolution(database.db, agencyId, { ...of, digest: digest('v-1') })).toMatchObject({
      number,
      on: DAY,
    });
    expect(await findResolution(database.db, agencyId, { ...of, digest: digest('changed') })).toBeUndefined();
    expect(
      await findResolution(database.db, agencyId, { ...of, bodyId: await body(), digest: digest('v-1') }),
    ).toBeUndefined();
    must(await closeMeeting(ctx, secretary(), { agencyId, meetingId }));
    expect(await say(itemId, 1)).toMatchObject({ error: { code: 'deliberation/not-in-this-state' } });
  });

  it('without quorum decides nothing, also when the quorum is lost by a recusal', async () => {
    const bodyId = await body();
    const few = await item(await meeting(bodyId, [2, 3, 4]), 'v-2');
    for (const at of [1, 0]) must(await say(few, at));
    expect(await settle(few)).toMatchObject({ error: { code: 'deliberation/no-quorum', present: 2 } });
    const four = await item(await meeting(await body(), [3, 4]), 'v-3');
    must(
      await recuseMember(ctx, secretary(), {
        agencyId,
        itemId: four,
        personId: person(1),
        reason: '本人承办',
      }),
    );
    expect(await say(four, 1)).toMatchObject({ error: { code: 'deliberation/recused' } });
    for (const at of [2, 0]) must(await say(four, at));
    expect(await settle(four)).toMatchObject({ error: { code: 'deliberation/no-quorum' } });
    must(await deferItem(ctx, secretary(), { agencyId, itemId: four }));
    await item(await meeting(bodyId), 'v-3');
  });

  it('with somebody who withdrew only after speaking can only be deferred', async () => {
    const bodyId = await body();
    const itemId = await item(await meeting(bodyId), 'v-20');
    for (const at of [1, 2, 3, 4, 0]) must(await say(itemId, at));
    const withdraw = () =>
      recuseMember(ctx, staff(person(2)), { agencyId, itemId, personId: person(2), reason: '近亲属承办' });
    must(await withdraw());
    expect(await withdraw()).toMatchObject({ error: { code: 'deliberation/recused' } });
    expect(await settle(itemId)).toMatchObject({
      error: { code: 'deliberation/should-have-withdrawn', members: 1 },
    });
    must(await deferItem(ctx, secretary(), { agencyId, itemId }));
    await item(await meeting(bodyId), 'v-20');
  });

  it('takes withdrawals before the meeting opens, of members only', async () => {
    const bodyId = await body();
    const { meetingId } = must(
      await callMeeting(ctx, secretary(), { agencyId, bodyId, heldOn: DAY, place: '会议室' }),
    );
    const itemId = await item(meetingId, 'v-21');
    const withdraw = (at: number) =>
      recuseMember(ctx, secretary(), { agencyId, itemId, personId: person(at), reason: '本人承办' });
    expect(await withdraw(8)).toMatchObject({ error: { code: 'deliberation/not-a-voter' } });
    must(await withdraw(1));
    must(await openMeeting(ctx, secretary(), { agencyId, meetingId, attendance: attendance() }));
    expect(await say(itemId, 1)).toMatchObject({ error: { code: 'deliberation/recused' } });
  });

  it('goes by what the body decided last on exactly this', async () => {
    const bodyId = await body();
    const stands = () =>
      findResolution(database.db, agencyId, {
        bodyId,
        type: 'power.version',
        id: 'v-22',
        digest: digest('v-22'),
      });
    const first = await item(await meeting(bodyId), 'v-22');
    for (const at of [1, 2, 3, 4, 0]) must(await say(first, at));
    must(await settle(first));
    expect(await stands()).toBeDefined();
    ctx.clock.set('2026-11-10T15:00:00+08:00');
    const second = await item(await meeting(bodyId), 'v-22');
    for (const at of [1, 2, 3, 4, 0]) must(await say(second, at, 'against'));
    expect(must(await settle(second)).outcome).toBe('rejected');
    expect(await stands()).toBeUndefined();
    ctx.clock.set('2026-11-10T09:00:00+08:00');
  });

  it('keeps of a secret ballot the counts, and nowhere who voted how', async () => {
    const itemId = await item(await meeting(await body()), 'v-4', 'secret');
    for (const at of [1, 2, 3, 4, 0]) must(await say(itemId, at, null));
    expect(await settle(itemId, { counts: { for: 5, against: 1, abstain: 0 } })).toMatchObject({
      error: { code: 'deliberation/counts', voters: 5 },
    });
    expect(must(await settle(itemId, { counts: { for: 3, against: 2, abstain: 0 } })).outcome).toBe(
      'adopted',
    );
    const { rows } = await database.pool.query('SELECT stance FROM agenda_opinion WHERE item_id = $1', [
      itemId,
    ]);
    expect(rows).toEqual(Array.from({ length: 5 }, () => ({ stance: null })));
  });

  it('by a head against the majority needs the reason', async () => {
    const itemId = await item(await meeting(await body('head')), 'v-5');
    for (const at of [1, 2, 3, 4]) must(await say(itemId, at, 'against'));
    must(await say(itemId, 0));
    expect(await settle(itemId)).toMatchObject({ error: { code: 'deliberation/head-reason' } });
    expect(must(await settle(itemId, { headReason: '上级文件已有明确要求' })).outcome).toBe('adopted');
  });

  it('is void when what was tabled changes, and is tabled anew', async () => {
    const bodyId = await body();
    const itemId = await item(await meeting(bodyId), 'v-6');
    const other = await meeting(bodyId);
    expect(
      await tableItem(ctx, secretary(), {
        agencyId,
        meetingId: other,
        subject: { type: 'power.version', id: 'v-6', digest: digest('v-6') },
        title: 'x',
        ballot: 'oral',
      }),
    ).toMatchObject({ error: { code: 'deliberation/tabled-already' } });
    await ctx.transact(async (tx) => {
      await voidTabled(tx, ctx, secretary(), { agencyId, type: 'power.version', id: 'v-6' });
      return { ok: true, value: undefined };
    });
    const { rows } = await database.pool.query(
      `SELECT subject_rid FROM journal.row WHERE action = 'deliberation/void'`,
    );
    expect(rows).toEqual([{ subject_rid: itemId }]);
    expect(await say(itemId, 1)).toMatchObject({ error: { code: 'deliberation/changed-since-tabled' } });
    await item(other, 'v-6');
  });

  it('counts two opinions of one member at once as one', async () => {
    const itemId = await item(await meeting(await body()), 'v-7');
    const both = await Promise.all([say(itemId, 1), say(itemId, 1, 'against')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const { rows } = await database.pool.query(
      'SELECT count(*)::int AS n FROM agenda_opinion WHERE item_id = $1',
      [itemId],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('a meeting', () => {
  it('opens with everybody of the body accounted for, once', async () => {
    const { meetingId } = must(
      await callMeeting(ctx, secretary(), { agencyId, bodyId: await body(), heldOn: DAY, place: '会议室' }),
    );
    const open = (list: ReturnType<typeof attendance>) =>
      openMeeting(ctx, secretary(), { agencyId, meetingId, attendance: list });
    expect(await open(attendance().slice(1))).toMatchObject({
      error: { code: 'deliberation/attendance-incomplete', people: [person(0)] },
    });
    expect(await open(attendance([1]).map((one) => ({ ...one, reason: '' })))).toMatchObject({
      error: { code: 'deliberation/attendance-incomplete' },
    });
    expect(await open([...attendance(), { personId: person(7), present: true, reason: '' }])).toMatchObject({
      error: { code: 'deliberation/unknown-person' },
    });
    must(await open(attendance()));
    expect(await open(attendance())).toMatchObject({ error: { code: 'deliberation/not-in-this-state' } });
    await item(meetingId, 'v-8');
    expect(await closeMeeting(ctx, secretary(), { agencyId, meetingId })).toMatchObject({
      error: { code: 'deliberation/items-undecided', items: 1 },
    });
  });

  it('is called for a day on which the body has members, and not opened before it', async () => {
    const bodyId = await body();
    const on = (day: string) =>
      callMeeting(ctx, secretary(), { agencyId, bodyId, heldOn: LegalDay.parse(day), place: '会议室' });
    expect(await on('2020-01-01')).toMatchObject({ error: { code: 'deliberation/no-members-that-day' } });
    const { meetingId } = must(await on('2026-11-11'));
    expect(
      await openMeeting(ctx, secretary(), { agencyId, meetingId, attendance: attendance() }),
    ).toMatchObject({ error: { code: 'deliberation/before-its-day', day: '2026-11-11' } });
  });

  it('that was called is moved with its agenda, or called off so that its items are called again; members see why', async () => {
    const bodyId = await body();
    const { meetingId } = must(
      await callMeeting(ctx, secretary(), { agencyId, bodyId, heldOn: DAY, place: '三楼会议室' }),
    );
    const itemId = await item(meetingId, 'v-30');
    const version = async () => must(await readMeeting(ctx, secretary(), meetingId)).rowVersion;
    const move = async (day: string, over: object = {}) =>
      moveCall(ctx, secretary(), {
        agencyId,
        meetingId,
        rowVersion: await version(),
        heldOn: LegalDay.parse(day),
        place: '三楼会议室',
        reason: '与上级会议时间冲突',
        ...over,
      });
    const cancel = async (rowVersion: number) =>
      cancelCall(ctx, secretary(), { agencyId, meetingId, rowVersion, reason: '议题合并到下次会议' });
    expect(await move(DAY)).toMatchObject({ error: { code: 'deliberation/same-call' } });
    expect(await move('2020-01-01')).toMatchObject({ error: { code: 'deliberation/no-members-that-day' } });
    expect(await move('2026-11-12', { rowVersion: 1 })).toMatchObject({
      error: { code: 'deliberation/stale' },
    });
    must(await move('2026-11-12'));
    const mine = async () =>
      must(await readMyMeetings(ctx, staff(person(1)))).items.find(({ id }) => id === meetingId);
    expect(await mine()).toMatchObject({ heldOn: '2026-11-12', state: 'planned', movedFrom: DAY });
    expect(must(await readMyMeetings(ctx, staff(person(7)))).items).toEqual([]);
    ctx.clock.set('2026-11-10T10:00:00+08:00');
    must(await cancel(await version()));
    ctx.clock.set('2026-11-10T09:00:00+08:00');
    expect(await mine()).toMatchObject({ state: 'cancelled', reason: '议题合并到下次会议' });
    const seen = must(await readMeeting(ctx, staff(person(1)), meetingId));
    expect(seen.changes.map(({ kind, heldOn, reason }) => [kind, heldOn, reason])).toEqual([
      ['moved', DAY, '与上级会议时间冲突'],
      ['cancelled', '2026-11-12', '议题合并到下次会议'],
    ]);
    expect([seen.items[0]?.state, seen.attendance.length, seen.minutes]).toEqual(['returned', 5, false]);
    const { rows } = await database.pool.query(
      `SELECT action FROM journal.row WHERE subject_rid = ANY($1) ORDER BY action`,
      [[meetingId, itemId]],
    );
    expect(rows.map(({ action }) => action)).toEqual(
      ['call', 'cancel', 'move', 'return', 'table'].map((act) => `deliberation/${act}`),
    );
    for (const again of [await cancel(seen.rowVersion), await move(DAY)])
      expect(again).toMatchObject({ error: { code: 'deliberation/not-in-this-state', state: 'cancelled' } });
    expect(
      await openMeeting(ctx, secretary(), { agencyId, meetingId, attendance: attendance() }),
    ).toMatchObject({ error: { code: 'deliberation/not-in-this-state' } });
    await item(await meeting(bodyId), 'v-30');
  });

  it('that is open is neither moved nor called off, and is one or the other of two at once', async () => {
    const bodyId = await body();
    const off = (meetingId: string, rowVersion: number) =>
      cancelCall(ctx, secretary(), { agencyId, meetingId, rowVersion, reason: '不开了' });
    expect(await off(await meeting(bodyId), 2)).toMatchObject({
      error: { code: 'deliberation/not-in-this-state', state: 'open' },
    });
    const { meetingId } = must(
      await callMeeting(ctx, secretary(), { agencyId, bodyId, heldOn: DAY, place: '三楼会议室' }),
    );
    const both = await Promise.all([
      off(meetingId, 1),
      openMeeting(ctx, secretary(), { agencyId, meetingId, attendance: attendance() }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('decides by the rules and under the chair it was opened with, whatever its body becomes', async () => {
    const bodyId = await body();
    const word = series();
    const itemId = await item(await meeting(bodyId, [3, 4]), 'v-24');
    const save = (over: object) =>
      saveBody(ctx, secretary(), {
        agencyId,
        id: bodyId,
        rowVersion: 1,
        name: '改组后的办公会',
        series: `${word}改`,
        quorum: 'two-thirds',
        decides: 'head',
        chairId: person(1),
        memberIds: people(5),
        ...over,
      });
    must(await save({}));
    for (const at of [1, 2, 0]) must(await say(itemId, at));
    expect(must(await settle(itemId))).toEqual({ outcome: 'adopted', number: `${word}〔2026〕1号` });
    expect(
      await findResolution(database.db, agencyId, {
        bodyId,
        type: 'power.version',
        id: 'v-24',
        digest: digest('v-24'),
      }),
    ).toMatchObject({ bodyName: '局长办公会', chairId: person(0) });
    // Another body that takes the word over goes on counting.
    const { id } = must(await save({ id: undefined, rowVersion: undefined, series: word, name: '另一机构' }));
    const next = await item(await meeting(id), 'v-25');
    for (const at of [0, 2, 3, 4, 1]) must(await say(next, at));
    expect(must(await settle(next)).number).toBe(`${word}〔2026〕2号`);
  });
});
