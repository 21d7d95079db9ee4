import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, Uuid } from '#kernel';
import {
  callMeeting,
  closeMeeting,
  decide,
  giveOpinion,
  openMeeting,
  saveBody,
  setRoute,
} from '#modules/deliberation';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { editPower, findVersion, tablePower } from './index.ts';
import { act, demoBody, demoItems, draftWithFlow, must, publish } from './powers.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const SYSTEM = { kind: 'system', name: 'test' } as const;
const DAY = LegalDay.parse('2026-11-23');
const content = demoItems[0]!.content;
let agencyId: Uuid;
let versionId: string;
let people: string[];
let bodyId: string;

beforeAll(async () => {
  ctx.clock.set('2026-11-23T09:00:00+08:00');
  const body = await demoBody(ctx);
  ({ agencyId } = body);
  ({ versionId } = await draftWithFlow(ctx, body, content, 'flow-resolved'));
  const rows = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', agencyId)
    .limit(3)
    .execute();
  people = rows.map(({ id }) => id);
  ({ id: bodyId } = must(
    await saveBody(ctx, SYSTEM, {
      agencyId,
      name: '局长办公会',
      series: '唐商办决',
      quorum: 'more-than-half',
      decides: 'majority-of-members',
      chairId: people[0]!,
      memberIds: people,
    }),
  ));
  must(await setRoute(ctx, SYSTEM, { agencyId, kind: 'power.version', bodyId, reason: '重大事项集体决策' }));
});

const table = async (meetingId: string) =>
  tablePower(ctx, SYSTEM, { agencyId, versionId, meetingId, ballot: 'hands' });
async function meeting(): Promise<string> {
  const { meetingId } = must(
    await callMeeting(ctx, SYSTEM, { agencyId, bodyId, heldOn: DAY, place: '三楼' }),
  );
  const attendance = people.map((personId) => ({ personId, present: true, reason: '' }));
  must(await openMeeting(ctx, SYSTEM, { agencyId, meetingId, attendance }));
  return meetingId;
}
async function resolve(itemId: string, stance: 'for' | 'against'): Promise<string> {
  for (const personId of [people[1]!, people[2]!, people[0]!])
    must(await giveOpinion(ctx, SYSTEM, { agencyId, itemId, personId, stance, text: '意见' }));
  const input = {
    agencyId,
    itemId,
    counts: null,
    headAdopts: false,
    headReason: '',
    text: '关于公布职权的决议',
  };
  return must(await decide(ctx, SYSTEM, input)).number;
}

describe('a version that needs a resolution', () => {
  it('is tabled once it has passed, not before', async () => {
    const meetingId = await meeting();
    expect(await table(meetingId)).toMatchObject({ error: { code: 'powers/not-in-this-state' } });
    await act(ctx, agencyId, versionId, 'sign', 'countersign', 'pass');
    expect(await publish(ctx, agencyId, versionId, DAY)).toMatchObject({
      error: {
        code: 'powers/blocked',
        blockers: [{ code: 'powers/resolution-missing', field: 'resolution' }],
      },
    });
    await resolve(must(await table(meetingId)).itemId, 'against');
    expect(await publish(ctx, agencyId, versionId, DAY)).toMatchObject({ error: { code: 'powers/blocked' } });
  });

  it('loses its place on the agenda, and an adopted resolution its force, when it changes', async () => {
    const { itemId } = must(await table(await meeting()));
    await resolve(itemId, 'for');
    const undecided = must(await table(await meeting())).itemId;
    await act(ctx, agencyId, versionId, 'return');
    const { rows } = await database.pool.query(
      'SELECT state FROM agenda_item WHERE id = ANY($1) ORDER BY state',
      [[itemId, undecided]],
    );
    expect(rows).toEqual([{ state: 'adopted' }, { state: 'void' }]);
    const waiting = await findVersion(database.db, agencyId, versionId);
    must(
      await editPower(ctx, SYSTEM, {
        agencyId,
        versionId,
        rowVersion: waiting!.rowVersion,
        content: { ...content, hours: '每周一至周五 9:00—17:00' },
      }),
    );
    await act(ctx, agencyId, versionId, 'sign', 'countersign', 'pass');
    expect(await publish(ctx, agencyId, versionId, DAY)).toMatchObject({ error: { code: 'powers/blocked' } });
  });

  it('is published once its meeting is closed, with the number of its resolution in the ledger and among its approvals', async () => {
    const meetingId = await meeting();
    const number = await resolve(must(await table(meetingId)).itemId, 'for');
    expect(number).toBe('唐商办决〔2026〕3号');
    expect(await publish(ctx, agencyId, versionId, DAY)).toMatchObject({
      error: { code: 'powers/blocked', blockers: [{ code: 'powers/meeting-open', field: 'resolution' }] },
    });
    must(await closeMeeting(ctx, SYSTEM, { agencyId, meetingId }));
    must(await publish(ctx, agencyId, versionId, DAY));
    const { rows } = await database.pool.query(
      `SELECT act, post_name, reason FROM power_approval WHERE version_id = $1 AND NOT voided ORDER BY at, id`,
      [versionId],
    );
    expect(rows).toContainEqual({ act: 'resolve', post_name: '局长办公会', reason: number });
    const { rows: fields } = await database.pool.query(
      `SELECT f.value FROM ledger.field f JOIN power_version v ON v.rid = f.rid WHERE v.id = $1 AND f.name = 'approvals'`,
      [versionId],
    );
    expect(JSON.stringify(fields)).toContain(number);
    expect(JSON.stringify(fields)).not.toContain(people[0]);
  });
});
