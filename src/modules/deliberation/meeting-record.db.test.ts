import { beforeAll, describe, expect, it } from 'vitest';
import type { Uuid } from '#kernel';
import type { StaffActor } from '#modules/access';
import { DAY, deliberationStage, must } from './deliberation.test-support.ts';
import { cancelCall } from './use-cases/change-call.ts';
import { callMeeting, closeMeeting } from './use-cases/hold-meeting.ts';
import { recuseMember } from './use-cases/recuse-member.ts';
import { readBodies, readMeeting } from './use-cases/read-meeting.ts';
import { saveBody, setRoute } from './use-cases/save-body.ts';

const stage = deliberationStage();
const { database, ctx, person, people, staff, secretary, body, meeting, item, say, settle, series } = stage;
let agencyId: Uuid;

beforeAll(async () => {
  await stage.load();
  agencyId = stage.agency();
});

describe('the record of a meeting', () => {
  it('lets the other members hear what was said, and outsiders the outcome only; a supervisor’s look is journalled', async () => {
    const meetingId = await meeting(await body());
    const itemId = await item(meetingId, 'v-9');
    must(await say(itemId, 1));
    const heard = async (actor: StaffActor) =>
      must(await readMeeting(ctx, actor, meetingId)).items[0]!.opinions;
    expect(await heard(staff(person(2)))).toHaveLength(1);
    expect(await heard(secretary())).toHaveLength(1);
    expect(await heard(staff(person(8), 'handler', 'office-head'))).toBeNull();
    const looks = async () =>
      (
        await database.pool.query(
          `SELECT count(*)::int AS n FROM journal.row WHERE action = 'deliberation/read-opinions'`,
        )
      ).rows[0];
    expect(await looks()).toEqual({ n: 0 });
    expect(await heard(staff(person(8), 'supervisor'))).toHaveLength(1);
    expect(await looks()).toEqual({ n: 1 });
  });

  it('keeps what was said from a member who withdrew, and reasons from everybody else', async () => {
    const meetingId = await meeting(await body(), [4]);
    const itemId = await item(meetingId, 'v-23');
    must(await recuseMember(ctx, secretary(), { agencyId, itemId, personId: person(1), reason: '本人承办' }));
    must(await say(itemId, 2));
    const seen = async (actor: StaffActor) => {
      const { items, attendance: came } = must(await readMeeting(ctx, actor, meetingId));
      const [one] = items;
      return [one!.opinions?.length, one!.recused[0]!.reason, came.find(({ present }) => !present)!.reason];
    };
    expect(await seen(staff(person(1)))).toEqual([undefined, '本人承办', '出差']);
    expect(await seen(staff(person(3)))).toEqual([1, '本人承办', '出差']);
    expect(await seen(staff(person(8)))).toEqual([undefined, '', '']);
  });

  it('has after a secret ballot names for those who were in the room only, and until then nothing for the others', async () => {
    const meetingId = await meeting(await body(), [4]);
    const itemId = await item(meetingId, 'v-27', 'secret');
    for (const at of [1, 2, 3, 0]) must(await say(itemId, at, null));
    const heard = async (actor: StaffActor) =>
      must(await readMeeting(ctx, actor, meetingId))
        .items[0]!.opinions?.map(({ by }) => by?.personId ?? null)
        .toSorted();
    const [away, supervisor] = [staff(person(4)), staff(person(8), 'supervisor')];
    const named = [1, 2, 3, 0].map(person).toSorted();
    expect(await heard(staff(person(2)))).toEqual(named);
    for (const actor of [away, supervisor]) expect(await heard(actor)).toBeUndefined();
    must(await settle(itemId, { counts: { for: 3, against: 1, abstain: 0 } }));
    for (const actor of [away, supervisor]) expect(await heard(actor)).toEqual([null, null, null, null]);
    for (const actor of [staff(person(0)), secretary()]) expect(await heard(actor)).toEqual(named);
    const seen = JSON.stringify(must(await readMeeting(ctx, supervisor, meetingId)).items[0]?.opinions);
    for (const at of [0, 1, 2, 3]) expect(seen).not.toContain(person(at));
  });

  it('is kept by the leading group office; members speak for themselves only; the route is set by the first responsible person', async () => {
    const bodyId = await body();
    const meetingId = await meeting(bodyId);
    const itemId = await item(meetingId, 'v-10');
    const [member, other, head] = [
      staff(person(1)),
      staff(person(8), 'leader'),
      staff(person(0), 'first-responsible'),
    ];
    expect(await say(itemId, 2, 'for', member)).toMatchObject({ error: { code: 'deliberation/forbidden' } });
    expect(await say(itemId, 1, 'for', other)).toMatchObject({ error: { code: 'deliberation/forbidden' } });
    must(await say(itemId, 1, 'for', member));
    for (const actor of [member, other, head]) {
      expect(await callMeeting(ctx, actor, { agencyId, bodyId, heldOn: DAY, place: 'x' })).toMatchObject({
        error: { code: 'deliberation/forbidden' },
      });
      expect(await closeMeeting(ctx, actor, { agencyId, meetingId })).toMatchObject({
        error: { code: 'deliberation/forbidden' },
      });
    }
    expect(
      await setRoute(ctx, secretary(), { agencyId, kind: 'power.version', bodyId, reason: '集体决策' }),
    ).toMatchObject({
      error: { code: 'deliberation/forbidden' },
    });
    must(await setRoute(ctx, head, { agencyId, kind: 'power.version', bodyId, reason: '集体决策' }));
    ctx.clock.set(new Date(ctx.clock.now().getTime() + 60_000));
    must(await setRoute(ctx, head, { agencyId, kind: 'power.version', bodyId: null, reason: '职责调整' }));
    // Doing away with a resolution for an hour is seen by everybody.
    const { routeChanges: set } = must(await readBodies(ctx, staff(person(3))));
    expect(set.slice(0, 2).map(({ kind, body: of, by }) => [kind, of === null, by !== null])).toEqual([
      ['power.version', true, true],
      ['power.version', false, true],
    ]);
  });

  it('leaves a record that nobody changes', async () => {
    const bodyId = await body();
    const { meetingId: off } = must(
      await callMeeting(ctx, secretary(), { agencyId, bodyId, heldOn: DAY, place: '三楼' }),
    );
    must(await cancelCall(ctx, secretary(), { agencyId, meetingId: off, rowVersion: 1, reason: '时间冲突' }));
    const itemId = await item(await meeting(bodyId), 'v-26');
    for (const at of [1, 2, 3, 4, 0]) must(await say(itemId, at));
    must(await settle(itemId));
    for (const sql of [
      'UPDATE agenda_opinion SET text = $$x$$',
      'DELETE FROM meeting_attendance',
      'DELETE FROM agenda_item',
      `UPDATE meeting_change SET reason = 'x'`,
      'DELETE FROM meeting_change',
      'UPDATE approval_route_change SET body_id = NULL',
      'DELETE FROM approval_route_change',
      `UPDATE agenda_item SET resolution_text = 'x' WHERE state = 'adopted'`,
    ])
      await expect(database.pool.query(sql)).rejects.toThrow();
  });
});

describe('a body', () => {
  it('keeps who belonged to it when; a chair is a member; its word for numbers is its own', async () => {
    const id = await body();
    const base = {
      agencyId,
      id,
      name: '局长办公会',
      series: series(),
      quorum: 'two-thirds' as const,
      decides: 'head' as const,
    };
    const save = (over: object) =>
      saveBody(ctx, secretary(), {
        ...base,
        rowVersion: 1,
        chairId: person(0),
        memberIds: people(3),
        ...over,
      });
    expect(await save({ chairId: person(4) })).toMatchObject({
      error: { code: 'deliberation/chair-not-a-member' },
    });
    expect(await save({ rowVersion: 9 })).toMatchObject({ error: { code: 'deliberation/stale' } });
    expect(await save({ series: '测决1' })).toMatchObject({ error: { code: 'deliberation/series-taken' } });
    expect(await save({ memberIds: [person(0), agencyId] })).toMatchObject({
      error: { code: 'deliberation/unknown-person' },
    });
    ctx.clock.set('2026-11-11T09:00:00+08:00');
    must(await save({}));
    const { rows } = await database.pool.query(
      'SELECT valid_to::text AS to, count(*)::int AS n FROM body_member WHERE body_id = $1 GROUP BY valid_to ORDER BY valid_to NULLS LAST',
      [id],
    );
    expect(rows).toEqual([
      { to: '2026-11-10', n: 2 },
      { to: null, n: 3 },
    ]);
    ctx.clock.set('2026-11-10T09:00:00+08:00');
  });
});
