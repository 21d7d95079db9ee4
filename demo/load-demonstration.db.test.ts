import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { CampaignReport } from '#modules/campaigns/contract';
import { reconcileSender } from '#modules/filing';
import { parseConfig } from '#platform/config';
import type { AppContext } from '#platform/context';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir } from '#tests/ledger';
import { loadDemonstration } from './load-demonstration.ts';
import { readProgress } from './progress.ts';
import { withQuickWriter } from './quick-writer.ts';

const database = testDatabase();
const base = testContext(database);
const CASES = 24;

function context(): AppContext {
  const dir = tempDir();
  const config = parseConfig({
    NODE_ENV: 'test',
    DATA_DIR: dir,
    DATABASE_URL: database.url('app'),
    DATABASE_MIGRATOR_URL: database.url('migrator'),
    DATABASE_SEQUENCER_URL: database.url('sequencer'),
    DATABASE_SIGNER_URL: database.url('signer'),
    LEDGER_GUARD_DIR: join(dir, 'guard'),
    DEMO: 'true',
    DEMO_SIZE: String(CASES),
  });
  return { ...base, db: database.db, transact: database.transact, config };
}

it('is written without waiting for the disk, by statements that are planned once', async () => {
  await withQuickWriter(context(), async ({ db }) => {
    for (const day of ['2026-11-19', '2026-11-20'])
      await db.selectFrom('case_file').select('id').where('accepted_on', '=', day).execute();
    const { rows } = await sql`
      select current_setting('synchronous_commit') as commit,
        (select sum(generic_plans + custom_plans)::int from pg_prepared_statements
          where statement like '%accepted_on%') as runs`.execute(db);
    expect(rows).toEqual([{ commit: 'off', runs: 2 }]);
  });
});

it('is lived to its last day, also by a loader that was killed on the way', async () => {
  base.clock.set('2026-11-20T17:30:00+08:00');
  const ctx = context();
  let left = 420;
  const killed: AppContext = {
    ...ctx,
    transact: (run) => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return ctx.transact(run);
    },
  };
  await expect(loadDemonstration(killed)).rejects.toThrow('killed');
  const half = await readProgress(ctx);
  expect(half).toMatchObject({ complete: false });
  expect(half?.livedThrough).toBeDefined();
  await withQuickWriter(ctx, loadDemonstration);
  expect(await readProgress(ctx)).toMatchObject({ complete: true, livedThrough: '2026-11-20' });

  const cases = await ctx.db.selectFrom('case_file').select(['import_key', 'state', 'received_at']).execute();
  expect(new Set(cases.map((one) => one.import_key)).size).toBe(CASES);
  expect(cases.some(({ state }) => state === 'closed')).toBe(true);
  expect(cases.some(({ state }) => !['closed', 'withdrawn', 'returned'].includes(state))).toBe(true);

  const exceptions = await ctx.db
    .selectFrom('disclosure_exception')
    .select(['state', 'ended_by'])
    .orderBy('requested_at')
    .execute();
  expect(exceptions).toEqual([
    { state: 'in-force', ended_by: null },
    { state: 'ended', ended_by: 'lapse' },
    { state: 'requested', ended_by: null },
  ]);

  const rules = await ctx.db
    .selectFrom('rule_version')
    .select(['n', 'state', 'status'])
    .orderBy('created_at')
    .execute();
  expect(rules.map(({ n, state, status }) => [n, state, status])).toEqual([
    ...Array.from({ length: 4 }, () => [1, 'published', 'in-force']),
    [2, 'published', 'in-force'],
    [2, 'published', 'repealed'],
    [null, 'signed', 'in-force'],
  ]);

  // One general flow was drawn and published, and its next version waits for the leader in charge.
  const drawn = await ctx.db
    .selectFrom('category_flow_version as c')
    .leftJoin('flow_publication as p', (j) =>
      j.onRef('p.agency_id', '=', 'c.agency_id').onRef('p.flow_version_id', '=', 'c.flow_version_id'),
    )
    .select(['p.n', 'c.state'])
    .orderBy('c.created_at')
    .execute();
  expect(drawn.map(({ n, state }) => [n, state])).toEqual([
    [1, 'published'],
    [null, 'signed'],
  ]);
  const meetings = await ctx.db
    .selectFrom('meeting')
    .select(['state', 'held_on'])
    .orderBy('held_on')
    .execute();
  expect(meetings.map(({ state, held_on: on }) => [state, on > '2026-11-20'])).toEqual([
    ['closed', false],
    ['planned', true],
  ]);
  for (const table of ['signed_minutes', 'meeting_change'] as const)
    expect(await ctx.db.selectFrom(table).select('meeting_id').execute()).toHaveLength(1);

  const campaign = await ctx.db.selectFrom('campaign').select(['state', 'closing']).execute();
  expect(campaign).toHaveLength(1);
  const { offices, findings } = CampaignReport.parse(campaign[0]?.closing);
  expect(offices.filter(({ daysLate, excuses }) => daysLate > 0 && excuses.length > 0)).toHaveLength(1);
  expect(offices.filter(({ returned }) => returned === 1)).toHaveLength(1);
  expect(offices.filter(({ nil }) => nil).length).toBeGreaterThan(0);
  expect(offices.every(({ signed, countersigned, passed }) => signed && countersigned && passed)).toBe(true);
  expect(findings.every(({ explanation }) => explanation !== null)).toBe(true);

  // Filed to both bodies above with receipts; only what changed the second time, which answers what was said of the first.
  const packages = await ctx.db
    .selectFrom('filing_package as p')
    .innerJoin('filing_recipient as r', (j) =>
      j.onRef('r.agency_id', '=', 'p.agency_id').onRef('r.id', '=', 'p.recipient_id'),
    )
    .select(['r.kind as to', 'p.number', 'p.kind', 'p.state'])
    .orderBy('r.kind')
    .orderBy('p.number')
    .execute();
  expect(packages.map(({ to, number, kind, state }) => `${to} ${number} ${kind} ${state}`)).toEqual([
    'government-office 1 full received',
    'government-office 2 changes received',
    'government-office 3 changes received',
    'line-department 1 full received',
    'line-department 2 changes received',
    'line-department 3 changes prepared',
  ]);
  const remarks = await ctx.db.selectFrom('filing_remark').select(['part', 'kind']).orderBy('kind').execute();
  expect(remarks).toEqual([
    { part: 'package', kind: 'no-objection' },
    { part: 'catalogue', kind: 'object' },
    { part: 'catalogue', kind: 'suggest' },
  ]);
  const [sender] = await ctx.db
    .selectFrom('filing_sender as s')
    .innerJoin('agency as a', 'a.id', 's.agency_id')
    .select(['s.agency_id as agencyId', 's.id as senderId'])
    .where('a.kind', '=', 'government')
    .execute();
  const found = await reconcileSender(
    { ...ctx, requestId: 'test' },
    { kind: 'system', name: 'test' },
    { agencyId: sender?.agencyId ?? '', senderId: sender?.senderId ?? '' },
  );
  expect(found.ok && found.value.differences.map(({ kind }) => kind).toSorted()).toEqual([
    'committed-limit',
    'extra',
    'missing',
  ]);

  // What happened on a day was published and covered on that day, so what was done in time stands as in time.
  const obligations = await ctx.db.selectFrom('obligation').select(['state', 'late_at', 'met_at']).execute();
  const late = obligations.filter(({ late_at }) => late_at !== null);
  expect(obligations.length).toBeGreaterThan(CASES);
  expect(late.length).toBeLessThan(obligations.length / 4);
  const checkpoints = await ctx.db.selectFrom('ledger.checkpoint').select('at').orderBy('size').execute();
  const days = checkpoints.map(({ at }) => at.getTime());
  expect(days).toEqual(days.toSorted((a, b) => a - b));
  expect(days.length).toBeGreaterThan(30);
}, 120_000);
