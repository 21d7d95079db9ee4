import { beforeAll, describe, expect, it } from 'vitest';
import { parseReceiptCode } from '#kernel';
import { getCalendar, getCalendarVersion, importCalendarYear } from '#modules/calendar';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { must } from '../engine/cases.test-support.ts';
import {
  apply,
  bureau,
  DECISION,
  keyOf,
  licenceWork,
  party,
  SERVICE,
  type Bureau,
} from './cases-db.test-support.ts';
import { completeStep } from './complete-step.ts';
import { supplement } from './party-acts.ts';
import { resume, suspend } from './staff-acts.ts';
import { fireDueTimers, markLateClocks, recomputeDeadlines } from './sweep.ts';
import type { Submitted } from './submit-application.ts';

const database = testDatabase();
const ctx = testContext(database);
let b: Bureau;
beforeAll(async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  b = await bureau(ctx, 'flow-licence');
});
const { at, read, step, accepted, toDecision } = licenceWork(ctx, () => b);

describe('a licence', () => {
  it('runs its whole way, with numbers, documents, events, journal and one leaf', async () => {
    const s = await toDecision();
    expect(parseReceiptCode(s.code).ok).toBe(true);
    expect(s.note).toContain('/receipt\nkind application\n');
    expect(s.note).not.toContain(s.code);
    at('2026-11-09T10:00');
    must(await step(s, 'post-fj-sp', 'lic-decide', { outcome: 'grant', decision: DECISION }));
    at('2026-11-09T10:30');
    must(await step(s, 'post-sp-zd', 'lic-issue', { outcome: 'done', service: SERVICE }));
    for (const [post, node] of [
      ['post-fg-gk', 'lic-publish'],
      ['post-lt-jg', 'lic-supervise'],
      ['post-sp-zd', 'lic-register'],
    ] as const)
      must(await step(s, post, node, { outcome: 'done' }));
    const c = await read(s);
    expect([c.state, c.result, c.ending]).toEqual(['closed', 'granted', 'end']);
    expect(c.number).toMatch(/^11130200DEM0000149-2026-0000\d\d$/);
    const documents = await ctx.db
      .selectFrom('case_document')
      .select(['kind', 'number', 'content'])
      .where('case_id', '=', s.caseId)
      .orderBy('made_at')
      .orderBy('seq')
      .execute();
    expect(documents.map(({ kind }) => kind)).toEqual([
      'application',
      'acceptance-notice',
      'decision-granted',
      'service-record',
    ]);
    expect(JSON.stringify(documents[1]!.content)).toContain(c.number!);
    expect(c.decision?.documentNumber).toBe(documents[2]!.number);
    const leaves = await ctx.db
      .selectFrom('ledger.revision')
      .select(['act', 'rev'])
      .where('rid', '=', s.rid)
      .orderBy('rev')
      .execute();
    expect(leaves[0]).toEqual({ act: 'accept', rev: 1 });
    const fields = await ctx.db
      .selectFrom('ledger.field')
      .select(['name', 'state', 'audience'])
      .where('rid', '=', s.rid)
      .where('rev', '=', 1)
      .orderBy('name')
      .execute();
    expect(fields.filter(({ state }) => state === 'open').map(({ name }) => name)).toEqual([
      'acceptedOn',
      'agency',
      'class',
      'dueOn',
    ]);
    expect(fields.find(({ name }) => name === 'party')).toEqual({
      name: 'party',
      state: 'withheld',
      audience: 'party',
    });
    const acts = await ctx.db
      .selectFrom('journal.row')
      .select('action')
      .where('subject_rid', '=', s.rid)
      .execute();
    expect(acts.length).toBeGreaterThanOrEqual(11);
  });

  it('numbers without gaps, also when an act was refused in between', async () => {
    const [a, refused, z] = [await accepted(), await apply(ctx, b.binding), await accepted()];
    expect((await step(refused, 'post-sp-ck', 'lic-accept', { outcome: 'done' })).ok).toBe(false);
    const n = async (s: Submitted) => Number((await read(s)).number!.slice(-6));
    expect(await n(z)).toBe((await n(a)) + 1);
  });

  it('keeps the receipt code nowhere', async () => {
    const s = await apply(ctx, b.binding);
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS n FROM case_file WHERE case_file::text LIKE '%' || $1 || '%'`,
      [s.code],
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('corrections and refusals', () => {
  it('one notice, a supplement by the party, a second notice with nothing new', async () => {
    at('2026-11-02T09:00');
    const s = await apply(ctx, b.binding);
    const notice = [{ key: 'm1', what: '申请书缺签名', basis: '行政许可法第三十一条' }];
    must(await step(s, 'post-sp-ck', 'lic-receive', { outcome: 'correct', notice }));
    expect(await supplement(ctx, { kind: 'public' }, { ...keyOf(s), files: [], note: '' })).toMatchObject({
      ok: false,
      error: { code: 'cases/not-found' },
    });
    at('2026-11-05T09:00');
    expect(must(await supplement(ctx, party(s), { ...keyOf(s), files: [], note: '已补签' })).state).toBe(
      'received',
    );
    expect(
      await step(s, 'post-sp-ck', 'lic-receive', {
        outcome: 'correct',
        notice: [{ ...notice[0]!, key: 'm9' }],
      }),
    ).toMatchObject({ ok: false, error: { code: 'cases/new-demand' } });
    const c = await read(s);
    expect([c.notices.length, c.notices[0]!.answeredAt !== null, c.completeOn]).toEqual([
      1,
      true,
      '2026-11-05',
    ]);
  });

  it('a refusal to accept enters the log as such, with its document and remedies', async () => {
    const s = await apply(ctx, b.binding);
    must(await step(s, 'post-sp-ck', 'lic-receive', { outcome: 'refuse' }));
    must(
      await step(s, 'post-sp-ck', 'lic-reject', {
        outcome: 'done',
        refusal: { reasons: '不属于本机关职权', competent: '市应急管理局' },
      }),
    );
    const document = await ctx.db
      .selectFrom('case_document')
      .select('content')
      .where('case_id', '=', s.caseId)
      .where('kind', '=', 'non-acceptance')
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(document.content)).toContain('60日内');
    const leaf = await ctx.db
      .selectFrom('ledger.revision')
      .select('act')
      .where('rid', '=', s.rid)
      .executeTakeFirstOrThrow();
    expect([leaf.act, (await read(s)).number]).toEqual(['refuse', null]);
  });
});

describe('time', () => {
  it('is one moment for all that an act writes, however long it takes and whatever day begins meanwhile', async () => {
    const s = await apply(ctx, b.binding);
    let seconds = 0;
    // Every look at this clock is a second later, and the first is the last of a day.
    const slow = {
      ...ctx,
      clock: { now: () => new Date(Date.parse('2026-11-02T23:59:59+08:00') + 1000 * seconds++) },
    };
    must(
      await completeStep(slow, await b.staff('post-sp-ck'), {
        ...keyOf(s),
        node: 'lic-receive',
        step: { outcome: 'complete', opinion: '材料齐全' },
      }),
    );
    const done = (await read(s)).steps.find(({ node }) => node === 'lic-receive');
    const { at: told } = await ctx.db
      .selectFrom('case_event')
      .select('at')
      .where('case_id', '=', s.caseId)
      .where('kind', '=', 'step-done')
      .executeTakeFirstOrThrow();
    expect(told).toEqual(done?.closedAt);
    expect(told).toEqual(new Date('2026-11-02T23:59:59+08:00'));
  });

  it('accepts by itself after five working days, from the day of receipt', async () => {
    at('2026-11-02T09:00');
    const s = await apply(ctx, b.binding);
    at('2026-11-09T23:59');
    await fireDueTimers(ctx);
    expect((await read(s)).acceptedOn).toBe(null);
    at('2026-11-10T00:01');
    expect(await fireDueTimers(ctx)).toBeGreaterThan(0);
    const c = await read(s);
    expect([c.acceptedOn, c.deemed, c.state]).toEqual(['2026-11-02', true, 'accepted']);
    expect(c.number).not.toBe(null);
    expect(await fireDueTimers(ctx)).toBe(0);
  });

  it('stands still by a handler on a lawful ground and is extended by the head', async () => {
    const s = await accepted();
    const handler = await b.staff('post-sp-sc');
    expect(
      await suspend(ctx, handler, { ...keyOf(s), ground: 'holiday', days: 5, reason: '负责人出差' }),
    ).toMatchObject({ ok: false, error: { code: 'cases/suspension-ground' } });
    expect(
      must(
        await suspend(ctx, handler, { ...keyOf(s), ground: 'inspection', days: 5, reason: '需要检验设备' }),
      ).state,
    ).toBe('special-procedure');
    at('2026-11-05T09:00');
    expect(must(await resume(ctx, handler, keyOf(s))).state).toBe('reviewing');
    const clocks = (await read(s)).clocks.map(({ id }) => id);
    const changes = await ctx.db
      .selectFrom('case_clock_change')
      .select('cause')
      .where('clock_id', 'in', clocks)
      .execute();
    expect(new Set(changes.map(({ cause }) => cause))).toEqual(new Set(['pause', 'resume']));
  });

  it('marks what is late once', async () => {
    const s = await accepted();
    at('2027-03-01T09:00');
    await markLateClocks(ctx);
    expect((await read(s)).clocks.find(({ kind }) => kind === 'statutory')!.lateAt).not.toBe(null);
    expect(await markLateClocks(ctx)).toBe(0);
    // the case did not move: whoever works on it is not told that it did
    expect((await read(s)).version).toBe(3);
  });

  it('is computed again when a calendar changes, before and after on record', async () => {
    const s = await accepted();
    const statutory = async () => (await read(s)).clocks.find(({ kind }) => kind === 'statutory')!;
    const before = await statutory();
    at('2026-11-04T09:00');
    const days = [{ name: '临时放假', date: '2026-11-10', isOffDay: true }];
    const year = (await getCalendarVersion(ctx.db)).years.find((one) => one.year === 2026)!;
    const change = must(
      await importCalendarYear(
        ctx,
        { kind: 'system', name: 'test' },
        {
          year: 2026,
          papers: ['https://www.gov.cn/x'],
          days: [...year.days.map(({ date, name, isOffDay }) => ({ name, date, isOffDay })), ...days],
        },
      ),
    );
    expect(await recomputeDeadlines(ctx)(change, await getCalendar(ctx.db))).toBeGreaterThan(0);
    const after = await statutory();
    expect([before.derivation.lastDay, after.derivation.lastDay, after.derivation.calendarVersion]).toEqual([
      '2026-12-01',
      '2026-12-02',
      change.to,
    ]);
    const changes = await ctx.db
      .selectFrom('case_clock_change')
      .select(['before', 'after'])
      .where('clock_id', '=', after.id)
      .where('cause', '=', 'calendar')
      .execute();
    expect(changes).toEqual([{ before: before.derivation, after: after.derivation }]);
    expect(await recomputeDeadlines(ctx)(change, await getCalendar(ctx.db))).toBe(0);
  });
});
