import { beforeAll, describe, expect, it } from 'vitest';
import { assertOk as must, type Uuid } from '#kernel';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { clarifying, law, sample } from './clarification.test-support.ts';
import { askDueComparisons, clarificationJobs } from './jobs/clarification-jobs.ts';
import { askComparison, COMPARE_JOB, compareList } from './use-cases/compare-list.ts';
import { readFindings } from './use-cases/read-findings.ts';

const database = testDatabase();
const ctx = testContext(database);
const { made, keeper, head, publish, compared, findings, decide } = clarifying(ctx);
let agencyId: Uuid;
beforeAll(() => void ({ agencyId } = made));

describe('a comparison of the list', () => {
  it('is asked for once at a time, made by the worker, and told on the journal', async () => {
    const { runId } = must(await askComparison(ctx, keeper(), { agencyId }));
    expect(await askComparison(ctx, keeper(), { agencyId })).toMatchObject({
      error: { code: 'clarification/running' },
    });
    expect(await askComparison(ctx, head(), { agencyId })).toMatchObject({
      error: { code: 'clarification/forbidden' },
    });
    await clarificationJobs(ctx)[COMPARE_JOB]?.({ agencyId, runId });
    const { run } = must(await readFindings(ctx, keeper(), { state: 'open', limit: 50 }));
    expect(run).toMatchObject({ doneAt: '2026-11-23T01:00:00.000Z' });
    const rows = await ctx.db
      .selectFrom('journal.row')
      .select('action')
      .where('subject_rid', '=', runId)
      .orderBy('at')
      .orderBy('action')
      .execute();
    expect(rows.map(({ action }) => action)).toEqual(['clarification/compare', 'clarification/compared']);
    expect(await compareList(ctx, { agencyId, runId })).toMatchObject({ found: 0 });
  });

  it('proposes a finding once, and lets it go when it holds no more', async () => {
    const [id] = await publish([{ conditions: ['其他相关材料'] }]);
    const [first] = await compared(id!);
    expect(first).toMatchObject({ kind: 'unclear', rule: 'catch-all', evidence: ['其他相关材料'] });
    expect((await compared(id!)).map((one) => one.id)).toEqual([first!.id]);
    const versionId = ctx.ids.uuid(ctx.clock.now());
    await ctx.db
      .insertInto('power_version')
      .values({
        agency_id: agencyId,
        id: versionId,
        power_id: id!,
        rid: ctx.ids.rid(),
        state: 'published',
        n: 2,
        name: '拍卖业务登记',
        type_code: '01',
        content: JSON.stringify({
          ...sample,
          name: '拍卖业务登记',
          conditions: ['有固定场所'],
          legalBasis: [law],
        }),
        commitment_class: 'NONE',
        published_at: ctx.clock.now(),
        effective_from: '2026-11-23',
        created_at: ctx.clock.now(),
        updated_at: ctx.clock.now(),
      })
      .execute();
    await ctx.db
      .updateTable('power_in_force')
      .set({ version_id: versionId })
      .where('power_id', '=', id!)
      .execute();
    expect((await compared(id!)).filter(({ rule }) => rule === 'catch-all')).toEqual([]);
    expect(await findings('gone', id!)).toHaveLength(1);
  });

  it('does not ask again about what was kept, and after a review not for a year', async () => {
    const [id] = await publish(
      [{ name: '二手车市场备案', conditions: ['其他必要的材料'] }],
      '2025-01-05T09:00:00+08:00',
    );
    const found = await compared(id!);
    expect(found.map(({ rule }) => rule).toSorted()).toEqual(['catch-all', 'no-cases', 'review-due']);
    for (const finding of found) must(await decide(finding, {}));
    expect(await compared(id!)).toEqual([]);
    ctx.clock.set('2027-11-24T09:00:00+08:00');
    expect((await compared(id!)).map(({ rule }) => rule).toSorted()).toEqual(['no-cases', 'review-due']);
    ctx.clock.set('2026-11-23T09:00:00+08:00');
  });

  it('asks by itself for a list that was not compared for a month', async () => {
    expect(await askDueComparisons(ctx)).toBe(0);
    ctx.clock.set('2027-12-30T09:00:00+08:00');
    expect(await askDueComparisons(ctx)).toBe(1);
    expect(await askDueComparisons(ctx)).toBe(0);
    const open = await ctx.db
      .selectFrom('clarification_run')
      .select('id')
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow();
    ctx.clock.set('2026-11-23T09:00:00+08:00');
    await compareList(ctx, { agencyId, runId: open.id });
  });

  it('leaves a comparison that fails to be made again', async () => {
    const { runId } = must(await askComparison(ctx, keeper(), { agencyId }));
    const broken = {
      ...ctx,
      db: database.db,
      transact: () => Promise.reject(new Error('gone')),
    };
    await expect(compareList(broken, { agencyId, runId })).rejects.toThrow('gone');
    expect(await compareList(ctx, { agencyId, runId })).toMatchObject({ items: expect.any(Number) });
  });
});
