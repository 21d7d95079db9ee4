import { hash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, type Uuid } from '#kernel';
import type { StaffActor } from '#modules/access';
import { listOpenMinutes } from './db/minutes.ts';
import { deliberationStage, must } from './deliberation.test-support.ts';
import { closeMeeting } from './use-cases/hold-meeting.ts';
import { recuseMember } from './use-cases/recuse-member.ts';
import { readMeeting } from './use-cases/read-meeting.ts';
import { readMinutes, readMinutesTasks } from './use-cases/read-minutes.ts';
import { signAddendum, signMinutes } from './use-cases/sign-minutes.ts';
import { draftAddendum, nameSigner, wordMinutes } from './use-cases/write-minutes.ts';

const stage = deliberationStage();
const { database, ctx, person, staff, secretary, body, meeting, item, say, settle } = stage;
let agencyId: Uuid;
let made = 0;

beforeAll(async () => {
  await stage.load();
  agencyId = stage.agency();
});

const chair = () => staff(person(0), 'first-responsible');

/** A meeting that adopted one item and is closed. */
async function closed(bodyId?: string): Promise<{ readonly meetingId: string; readonly itemId: string }> {
  ctx.clock.set('2026-11-10T09:00:00+08:00');
  const meetingId = await meeting(bodyId ?? (await body()), [4]);
  const itemId = await item(meetingId, `m-${(made += 1)}`);
  for (const at of [1, 2, 3, 0]) must(await say(itemId, at));
  must(await settle(itemId));
  must(await closeMeeting(ctx, secretary(), { agencyId, meetingId }));
  return { meetingId, itemId };
}
const read = async (meetingId: string, actor: StaffActor = secretary()) =>
  must(await readMinutes(ctx, actor, meetingId));
async function word(meetingId: string, itemId: string, text: string, actor = secretary()) {
  const { rowVersion } = await read(meetingId);
  return wordMinutes(ctx, actor, { agencyId, meetingId, rowVersion, items: [{ itemId, text }], closing: '' });
}
async function sign(
  meetingId: string,
  over: { actor?: StaffActor; digest?: string; postName?: string } = {},
) {
  const { actor = chair(), postName = '局长岗', digest = (await read(meetingId)).digest } = over;
  return signMinutes(ctx, actor, { agencyId, meetingId, digest, postName });
}
const refused = (code: string) => ({ ok: false, error: { code: `deliberation/${code}` } });

describe('minutes of a meeting', () => {
  it('are there once it is closed, worded by who keeps the record, signed by the chair and numbered by body and year', async () => {
    const bodyId = await body();
    const open = await meeting(bodyId);
    expect(await readMinutes(ctx, secretary(), open)).toMatchObject(refused('not-in-this-state'));
    expect(must(await readMeeting(ctx, secretary(), open)).minutes).toBe(false);
    const { meetingId, itemId } = await closed(bodyId);
    expect(must(await readMeeting(ctx, secretary(), meetingId)).minutes).toBe(true);
    must(await word(meetingId, itemId, '会议听取了汇报，认为可行。'));
    const before = await read(meetingId, chair());
    expect(before).toMatchObject({ number: null, signature: null, maySign: true, mayWrite: false });
    expect(must(await sign(meetingId))).toEqual({ number: '〔2026〕1号' });
    const after = await read(meetingId);
    expect(after).toMatchObject({
      number: '〔2026〕1号',
      digest: before.digest,
      signature: { post: '局长岗', digest: before.digest, at: '2026-11-10T09:00:00+08:00' },
      minutes: { items: [{ text: '会议听取了汇报，认为可行。' }], absent: [{ reason: '出差' }] },
    });
    const next = await closed(bodyId);
    expect(must(await sign(next.meetingId))).toEqual({ number: '〔2026〕2号' });
    expect(must(await sign((await closed()).meetingId))).toEqual({ number: '〔2026〕1号' });
  });

  it('are signed over the text that is kept, whoever is renamed afterwards', async () => {
    const { meetingId } = await closed();
    must(await sign(meetingId));
    const before = await read(meetingId);
    const { rows } = await database.pool.query<{ content: string }>(
      'SELECT content FROM signed_minutes WHERE meeting_id = $1',
      [meetingId],
    );
    expect(hash('sha256', rows[0]?.content ?? '', 'hex')).toBe(before.digest);
    const [{ name }] = (await database.pool.query('SELECT name FROM person WHERE id = $1', [person(1)])).rows;
    await database.pool.query('UPDATE person SET name = $1 WHERE id = $2', ['改了名', person(1)]);
    expect((await read(meetingId)).minutes).toEqual(before.minutes);
    await database.pool.query('UPDATE person SET name = $1 WHERE id = $2', [name, person(1)]);
  });

  it('are not changed once signed, by nobody; an addendum corrects them and is signed by itself', async () => {
    const { meetingId, itemId } = await closed();
    const addendum = async (text: string) => {
      const { rowVersion } = await read(meetingId);
      return draftAddendum(ctx, secretary(), { agencyId, meetingId, rowVersion, text });
    };
    const signNext = async (digest?: string) => {
      const waiting = digest ?? (await read(meetingId)).waiting?.digest ?? '0'.repeat(64);
      return signAddendum(ctx, chair(), { agencyId, meetingId, digest: waiting, postName: '局长岗' });
    };
    expect(await addendum('太早')).toMatchObject(refused('minutes-unsigned'));
    must(await sign(meetingId));
    const signed = await read(meetingId);
    expect(await word(meetingId, itemId, '改')).toMatchObject(refused('minutes-signed'));
    expect(await sign(meetingId)).toMatchObject(refused('minutes-signed'));
    for (const sql of [
      `UPDATE signed_minutes SET content = '{}'`,
      'UPDATE signed_minutes SET signed_at = now()',
      'DELETE FROM signed_minutes',
    ])
      await expect(database.pool.query(sql)).rejects.toThrow();
    expect(await signNext()).toMatchObject(refused('no-addendum'));
    must(await addendum('“省”应为“市”。'));
    expect(await signNext('0'.repeat(64))).toMatchObject(refused('minutes-changed'));
    expect(must(await signNext())).toEqual({ seq: 1 });
    must(await addendum('写错了'));
    must(await addendum(''));
    expect(await signNext()).toMatchObject(refused('no-addendum'));
    must(await addendum('再补一处。'));
    expect(must(await signNext())).toEqual({ seq: 2 });
    const now = await read(meetingId);
    expect(now.addenda.map(({ seq, text }) => [seq, text])).toEqual([
      [1, '“省”应为“市”。'],
      [2, '再补一处。'],
    ]);
    expect([now.digest, now.minutes]).toEqual([signed.digest, signed.minutes]);
  });

  it('are signed as they were read: a word that changed meanwhile is read again', async () => {
    const { meetingId, itemId } = await closed();
    const { digest, rowVersion } = await read(meetingId, chair());
    must(await word(meetingId, itemId, '改过的话'));
    expect(await sign(meetingId, { digest })).toMatchObject(refused('minutes-changed'));
    expect(
      await wordMinutes(ctx, secretary(), { agencyId, meetingId, rowVersion, items: [], closing: '' }),
    ).toMatchObject(refused('stale'));
    expect(await sign(meetingId, { postName: '' })).toMatchObject(refused('no-post'));
    must(await sign(meetingId));
  });

  it('are signed once by two at once, and not while they are being worded', async () => {
    const first = await closed();
    const both = await Promise.all([sign(first.meetingId), sign(first.meetingId)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const second = await closed();
    const { digest, rowVersion } = await read(second.meetingId);
    const [signed, worded] = await Promise.all([
      sign(second.meetingId, { digest }),
      wordMinutes(ctx, secretary(), {
        agencyId,
        meetingId: second.meetingId,
        rowVersion,
        items: [{ itemId: second.itemId, text: '同时写的话' }],
        closing: '',
      }),
    ]);
    expect([signed.ok, worded.ok].filter(Boolean)).toHaveLength(1);
    const { rows } = await database.pool.query<{ n: number; last: number }>(
      `SELECT count(*)::int AS n, max(number) AS last FROM signed_minutes
       WHERE seq = 0 GROUP BY body_id, year HAVING count(*) <> max(number)`,
    );
    expect(rows).toEqual([]);
  });

  it('of two meetings of one body signed at once get two numbers', async () => {
    const bodyId = await body();
    const [a, b] = [await closed(bodyId), await closed(bodyId)];
    const both = await Promise.all([sign(a.meetingId), sign(b.meetingId)]);
    expect(both.map((one) => must(one).number).toSorted()).toEqual(['〔2026〕1号', '〔2026〕2号']);
  });

  it.each([
    ['who keeps the record', () => secretary(), [true, true, false]],
    ['the chair', () => chair(), [true, false, true]],
    ['a member', () => staff(person(1)), [true, false, false]],
    ['a member who was away', () => staff(person(4)), [true, false, false]],
    ['a supervisor', () => staff(person(8), 'supervisor'), [true, false, false]],
    ['a leader who is no member', () => staff(person(8), 'leader'), [false, false, false]],
    ['the clerk', () => staff(person(7), 'handler'), [false, false, false]],
  ] as const)('are read, worded and signed by %s as the rules have it', async (_, who, expected) => {
    const { meetingId, itemId } = await closed();
    const actor = who();
    expect([
      (await readMinutes(ctx, actor, meetingId)).ok,
      (await word(meetingId, itemId, '措辞', actor)).ok,
      (await sign(meetingId, { actor })).ok,
    ]).toEqual(expected);
  });

  it('of another agency are not there', async () => {
    const { meetingId } = await closed();
    const elsewhere = { ...chair(), agencyId: person(3) };
    expect(await readMinutes(ctx, elsewhere, meetingId)).toMatchObject(refused('not-found'));
  });

  it('leave a supervisor’s look on the journal', async () => {
    const { meetingId } = await closed();
    const looks = async () =>
      (
        await database.pool.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM journal.row WHERE action = 'deliberation/read-minutes' AND subject_rid = $1`,
          [meetingId],
        )
      ).rows[0]?.n;
    await read(meetingId, chair());
    expect(await looks()).toBe(0);
    await read(meetingId, staff(person(8), 'supervisor'));
    expect(await looks()).toBe(1);
  });

  it('keep the discussion of an item, and what corrects it, from a member who withdrew from it', async () => {
    ctx.clock.set('2026-11-10T09:00:00+08:00');
    const meetingId = await meeting(await body());
    const itemId = await item(meetingId, 'm-recused');
    must(await recuseMember(ctx, secretary(), { agencyId, itemId, personId: person(1), reason: '本人承办' }));
    for (const at of [2, 3, 4, 0]) must(await say(itemId, at));
    must(await settle(itemId));
    must(await closeMeeting(ctx, secretary(), { agencyId, meetingId }));
    must(await sign(meetingId));
    const { rowVersion } = await read(meetingId);
    must(await draftAddendum(ctx, secretary(), { agencyId, meetingId, rowVersion, text: '补一句' }));
    const { waiting } = await read(meetingId, chair());
    must(
      await signAddendum(ctx, chair(), {
        agencyId,
        meetingId,
        digest: waiting?.digest ?? '',
        postName: '局长岗',
      }),
    );
    const seen = async (at: number) => {
      const { minutes, addenda } = await read(meetingId, staff(person(at)));
      return [minutes.items[0]?.opinions?.length, minutes.items[0]?.resolution, addenda[0]?.text];
    };
    expect(await seen(1)).toEqual([undefined, '审议通过', null]);
    expect(await seen(2)).toEqual([4, '审议通过', '补一句']);
  });

  it('are signed by who heard all of it when the chair withdrew from an item, and by nobody until that is named', async () => {
    ctx.clock.set('2026-11-10T09:00:00+08:00');
    const meetingId = await meeting(await body(), [4]);
    const itemId = await item(meetingId, 'm-chair');
    for (const at of [0, 1])
      must(
        await recuseMember(ctx, secretary(), { agencyId, itemId, personId: person(at), reason: '近亲属' }),
      );
    for (const at of [2, 3]) must(await say(itemId, at));
    must(await settle(itemId));
    must(await closeMeeting(ctx, secretary(), { agencyId, meetingId }));
    const name = async (at: number, rowVersion?: number) =>
      nameSigner(ctx, secretary(), {
        agencyId,
        meetingId,
        rowVersion: rowVersion ?? (await read(meetingId)).rowVersion,
        personId: person(at),
      });
    const { signer, standIns } = await read(meetingId);
    expect([signer, standIns.map(({ personId }) => personId).toSorted()]).toEqual([
      null,
      [person(2), person(3)].toSorted(),
    ]);
    expect(await sign(meetingId)).toMatchObject(refused('forbidden'));
    expect((await read(meetingId, chair())).minutes.items[0]).toMatchObject({ opinions: null, speakers: [] });
    // Neither who withdrew nor who was away.
    for (const at of [0, 1, 4]) expect(await name(at)).toMatchObject(refused('not-heard-all'));
    expect(await name(2, 9)).toMatchObject(refused('stale'));
    must(await name(3));
    must(await name(2));
    expect(await sign(meetingId, { actor: staff(person(3)) })).toMatchObject(refused('forbidden'));
    must(await sign(meetingId, { actor: staff(person(2)) }));
    const other = await closed();
    expect(
      await nameSigner(ctx, secretary(), {
        agencyId,
        meetingId: other.meetingId,
        rowVersion: 1,
        personId: person(2),
      }),
    ).toMatchObject(refused('chair-signs'));
  });

  it('take no words that say after a secret ballot who voted how, of a resolution neither', async () => {
    ctx.clock.set('2026-11-10T09:00:00+08:00');
    const meetingId = await meeting(await body());
    const itemId = await item(meetingId, 'm-secret', 'secret');
    for (const at of [1, 2, 3, 4, 0]) must(await say(itemId, at, null));
    const { rows } = await database.pool.query<{ name: string }>('SELECT name FROM person WHERE id = $1', [
      person(1),
    ]);
    const vote = `${rows[0]?.name}投了反对票。`;
    const counts = { for: 4, against: 1, abstain: 0 };
    expect(await settle(itemId, { counts, text: vote })).toMatchObject(refused('names-a-vote'));
    must(await settle(itemId, { counts }));
    must(await closeMeeting(ctx, secretary(), { agencyId, meetingId }));
    expect(await word(meetingId, itemId, vote)).toMatchObject({
      error: { code: 'deliberation/names-a-vote', field: `items/${itemId}` },
    });
    must(await word(meetingId, itemId, '会议以无记名投票方式表决，赞成4票，反对1票。'));
    must(await sign(meetingId));
    const { rowVersion } = await read(meetingId);
    expect(
      await draftAddendum(ctx, secretary(), { agencyId, meetingId, rowVersion, text: vote }),
    ).toMatchObject({ error: { code: 'deliberation/names-a-vote', field: 'text' } });
  });

  it('take no words for an item of another meeting', async () => {
    const [one, other] = [await closed(), await closed()];
    expect(await word(one.meetingId, other.itemId, '张冠李戴')).toMatchObject(refused('not-found'));
  });

  it('are signed by the chair of today when the one of then has left', async () => {
    const bodyId = await body();
    const { meetingId } = await closed(bodyId);
    const successor = staff(person(6));
    await database.pool.query('UPDATE deliberative_body SET chair_id = $1 WHERE id = $2', [
      person(6),
      bodyId,
    ]);
    expect(await sign(meetingId, { actor: successor })).toMatchObject(refused('forbidden'));
    await database.pool.query('UPDATE person SET active = false WHERE id = $1', [person(0)]);
    must(await sign(meetingId, { actor: successor }));
    await database.pool.query('UPDATE person SET active = true WHERE id = $1', [person(0)]);
  });
});

describe('minutes that wait', () => {
  const mine = async (actor: StaffActor, meetingId: string) =>
    must(await readMinutesTasks(ctx, actor)).items.find((one) => one.meetingId === meetingId);

  it('are listed oldest first up to a bound, and for who may sign only those', async () => {
    for (let i = 0; i < 2; i += 1) await closed();
    const all = await listOpenMinutes(database.db, { agencyId, limit: 100 });
    expect(await listOpenMinutes(database.db, { agencyId, limit: 2 })).toEqual(all.slice(0, 2));
    const of = (at: number) => listOpenMinutes(database.db, { agencyId, of: person(at), limit: 100 });
    expect((await of(0)).length).toBe(all.length);
    expect(await of(4)).toEqual([]);
  });

  it('are on the desk of the chair and of who keeps the record, late after five working days, and gone once signed', async () => {
    const { meetingId } = await closed();
    const dueOn = LegalDay.parse('2026-11-17');
    expect(await mine(chair(), meetingId)).toMatchObject({ todo: 'sign', dueOn, late: false });
    expect(await mine(secretary(), meetingId)).toMatchObject({ todo: 'word', dueOn, late: false });
    expect(await mine(staff(person(1)), meetingId)).toBeUndefined();
    ctx.clock.set('2026-11-17T23:00:00+08:00');
    expect(await mine(chair(), meetingId)).toMatchObject({ late: false });
    ctx.clock.set('2026-11-18T00:00:00+08:00');
    expect(await mine(chair(), meetingId)).toMatchObject({ late: true });
    must(await sign(meetingId));
    expect([await mine(chair(), meetingId), await mine(secretary(), meetingId)]).toEqual([
      undefined,
      undefined,
    ]);
    const { rowVersion } = await read(meetingId);
    must(await draftAddendum(ctx, secretary(), { agencyId, meetingId, rowVersion, text: '补正' }));
    expect(await mine(chair(), meetingId)).toMatchObject({ todo: 'sign-addendum', late: false });
    expect(await mine(secretary(), meetingId)).toBeUndefined();
  });
});
