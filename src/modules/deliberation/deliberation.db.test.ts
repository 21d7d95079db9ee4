import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, Uuid, type Result } from '#kernel';
import type { Role, StaffActor } from '#modules/access';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { findResolution } from './db/resolutions.ts';
import type { Ballot, Decider, Stance } from './domain/rules.ts';
import { decide, deferItem, giveOpinion, voidTabled } from './use-cases/deliberate.ts';
import { callMeeting, closeMeeting, openMeeting, recuseMember, tableItem } from './use-cases/hold-meeting.ts';
import { readMeeting } from './use-cases/read-meeting.ts';
import { saveBody, setRoute } from './use-cases/save-body.ts';

const database = testDatabase();
const ctx = testContext(database);
const DAY = LegalDay.parse('2026-11-10');
let agencyId: Uuid;
let people: Uuid[];
let series = 0;

const must = <T>(result: Result<T, { readonly code: string }>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const staff = (personId: Uuid, ...roles: readonly Role[]): StaffActor => ({
  kind: 'staff',
  personId,
  name: '测试',
  agencyId,
  assignments: [],
  roles: roles.map((role) => ({ role, agencyId })),
});
const secretary = () => staff(people[9]!, 'review-office');

beforeAll(async () => {
  ctx.clock.set('2026-11-10T09:00:00+08:00');
  const tree = OrganisationTree.parse(JSON.parse(readFileSync('demo/data/organisation.json', 'utf8')));
  ({ agencyId } = must(
    await importOrganisation(
      ctx,
      { kind: 'system', name: 'test' },
      { tree, validFrom: LegalDay.parse('2026-01-01') },
    ),
  ));
  const rows = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', agencyId)
    .limit(12)
    .execute();
  people = rows.map(({ id }) => Uuid.parse(id));
});

/** A body of five; the first is the chair. */
async function body(decides: Decider = 'majority-of-members') {
  series += 1;
  const { id } = must(
    await saveBody(ctx, secretary(), {
      agencyId,
      name: '局长办公会',
      series: `测决${series}`,
      quorum: 'more-than-half',
      decides,
      chairId: people[0]!,
      memberIds: people.slice(0, 5),
    }),
  );
  return id;
}

async function meeting(bodyId: string, away: readonly number[] = []) {
  const { meetingId } = must(
    await callMeeting(ctx, secretary(), { agencyId, bodyId, heldOn: DAY, place: '三楼会议室' }),
  );
  must(await openMeeting(ctx, secretary(), { agencyId, meetingId, attendance: attendance(away) }));
  return meetingId;
}
const attendance = (away: readonly number[] = []) =>
  people.slice(0, 5).map((personId, at) => ({
    personId,
    present: !away.includes(at),
    reason: away.includes(at) ? '出差' : '',
  }));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
async function item(meetingId: string, id: string, ballot: Ballot = 'oral'): Promise<string> {
  const subject = { type: 'power.version' as const, id, digest: digest(id) };
  return must(await tableItem(ctx, secretary(), { agencyId, meetingId, subject, title: '某项职权', ballot }))
    .itemId;
}
const say = (itemId: string, at: number, stance: Stance | null = 'for', actor?: StaffActor) =>
  giveOpinion(ctx, actor ?? secretary(), { agencyId, itemId, personId: people[at]!, stance, text: '同意' });
const settle = (itemId: string, over: Partial<Parameters<typeof decide>[2]> = {}) =>
  decide(ctx, secretary(), {
    agencyId,
    itemId,
    counts: null,
    headAdopts: false,
    headReason: '',
    text: '审议通过',
    ...over,
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
    must(await say(itemId, 3, 'for', staff(people[3]!)));
    must(await say(itemId, 0));
    const number = `测决${series}〔2026〕1号`;
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
        personId: people[1]!,
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
      recuseMember(ctx, staff(people[2]!), { agencyId, itemId, personId: people[2]!, reason: '近亲属承办' });
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
      recuseMember(ctx, secretary(), { agencyId, itemId, personId: people[at]!, reason: '本人承办' });
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
      error: { code: 'deliberation/attendance-incomplete', missing: 1 },
    });
    expect(await open(attendance([1]).map((one) => ({ ...one, reason: '' })))).toMatchObject({
      error: { code: 'deliberation/attendance-incomplete' },
    });
    expect(await open([...attendance(), { personId: people[7]!, present: true, reason: '' }])).toMatchObject({
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

  it('lets the other members hear what was said, and outsiders the outcome only; a supervisor’s look is journalled', async () => {
    const meetingId = await meeting(await body());
    const itemId = await item(meetingId, 'v-9');
    must(await say(itemId, 1));
    const heard = async (actor: StaffActor) =>
      must(await readMeeting(ctx, actor, meetingId)).items[0]!.opinions;
    expect(await heard(staff(people[2]!))).toHaveLength(1);
    expect(await heard(secretary())).toHaveLength(1);
    expect(await heard(staff(people[8]!, 'handler', 'office-head'))).toBeNull();
    const looks = async () =>
      (
        await database.pool.query(
          `SELECT count(*)::int AS n FROM journal.row WHERE action = 'deliberation/read-opinions'`,
        )
      ).rows[0];
    expect(await looks()).toEqual({ n: 0 });
    expect(await heard(staff(people[8]!, 'supervisor'))).toHaveLength(1);
    expect(await looks()).toEqual({ n: 1 });
  });

  it('keeps what was said from a member who withdrew, and reasons from everybody else', async () => {
    const meetingId = await meeting(await body(), [4]);
    const itemId = await item(meetingId, 'v-23');
    must(
      await recuseMember(ctx, secretary(), { agencyId, itemId, personId: people[1]!, reason: '本人承办' }),
    );
    must(await say(itemId, 2));
    const seen = async (actor: StaffActor) => {
      const { items, attendance: came } = must(await readMeeting(ctx, actor, meetingId));
      const [one] = items;
      return [one!.opinions?.length, one!.recused[0]!.reason, came.find(({ present }) => !present)!.reason];
    };
    expect(await seen(staff(people[1]!))).toEqual([undefined, '本人承办', '出差']);
    expect(await seen(staff(people[3]!))).toEqual([1, '本人承办', '出差']);
    expect(await seen(staff(people[8]!))).toEqual([undefined, '', '']);
  });

  it('decides by the rules and under the chair it was opened with, whatever its body becomes', async () => {
    const bodyId = await body();
    const word = `测决${series}`;
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
        chairId: people[1]!,
        memberIds: people.slice(0, 5),
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
    ).toMatchObject({ bodyName: '局长办公会', chairId: people[0]! });
    // Another body that takes the word over goes on counting.
    const { id } = must(await save({ id: undefined, rowVersion: undefined, series: word, name: '另一机构' }));
    const next = await item(await meeting(id), 'v-25');
    for (const at of [0, 2, 3, 4, 1]) must(await say(next, at));
    expect(must(await settle(next)).number).toBe(`${word}〔2026〕2号`);
  });

  it('is kept by the leading group office; members speak for themselves only; the route is set by the first responsible person', async () => {
    const bodyId = await body();
    const meetingId = await meeting(bodyId);
    const itemId = await item(meetingId, 'v-10');
    const [member, other, head] = [
      staff(people[1]!),
      staff(people[8]!, 'leader'),
      staff(people[0]!, 'first-responsible'),
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
    expect(await setRoute(ctx, secretary(), { agencyId, kind: 'power.version', bodyId })).toMatchObject({
      error: { code: 'deliberation/forbidden' },
    });
    must(await setRoute(ctx, head, { agencyId, kind: 'power.version', bodyId }));
    must(await setRoute(ctx, head, { agencyId, kind: 'power.version', bodyId: null }));
  });

  it('leaves a record that nobody changes', async () => {
    for (const sql of [
      'UPDATE agenda_opinion SET text = $$x$$',
      'DELETE FROM meeting_attendance',
      'DELETE FROM agenda_item',
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
      series: `测决${series}`,
      quorum: 'two-thirds' as const,
      decides: 'head' as const,
    };
    const save = (over: object) =>
      saveBody(ctx, secretary(), {
        ...base,
        rowVersion: 1,
        chairId: people[0]!,
        memberIds: people.slice(0, 3),
        ...over,
      });
    expect(await save({ chairId: people[4]! })).toMatchObject({
      error: { code: 'deliberation/chair-not-a-member' },
    });
    expect(await save({ rowVersion: 9 })).toMatchObject({ error: { code: 'deliberation/stale' } });
    expect(await save({ series: '测决1' })).toMatchObject({ error: { code: 'deliberation/series-taken' } });
    expect(await save({ memberIds: [people[0]!, agencyId] })).toMatchObject({
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
