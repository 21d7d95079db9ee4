import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { assertOk } from '#kernel';
import { importLaws } from '#modules/library';
import { loadCatalogue } from '#tests/catalogue';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { listFindings } from './db/finding-reader.ts';
import { askComparison, compareList } from './use-cases/compare-list.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const SYSTEM = { kind: 'system', name: 'test' } as const;
const Bases = z.object({ legalBasis: z.array(z.object({ law: z.string(), article: z.string() })).min(1) });

beforeAll(async () => {
  await loadCatalogue(ctx);
  await log.publish();
  ctx.clock.set('2026-11-23T09:00:00+08:00');
}, 180_000);

it('asks about every item in force that rests on a law the library says was repealed', async () => {
  const power = await ctx.db
    .selectFrom('power_in_force as f')
    .innerJoin('power_version as v', 'v.id', 'f.version_id')
    .select(['f.agency_id', 'f.power_id', 'v.content'])
    .where('f.type_code', '=', '01')
    .where('f.status', '=', 'in-force')
    .orderBy('f.power_id')
    .executeTakeFirstOrThrow();
  const agencyId = power.agency_id;
  const [basis] = Bases.parse(power.content).legalBasis;
  const law = {
    title: basis?.law,
    level: 'department-rule',
    issuer: '测试部',
    documentNumber: '测试令第1号',
    promulgatedOn: '2000-01-01',
    inForceFrom: '2000-02-01',
    repealedFrom: '2026-11-20',
    repealNote: '由新法代替',
    source: '测试',
    articles: [],
    amendments: [],
  };
  const report = assertOk(await importLaws(ctx, SYSTEM, { agencyId, json: { laws: [law] }, dryRun: false }));
  expect(report.findings).toEqual([]);
  const { runId } = assertOk(await askComparison(ctx, SYSTEM, { agencyId }));
  await compareList(ctx, { agencyId, runId });
  const open = await listFindings(ctx.db, { agencyId, state: 'open', limit: 500 });
  const ended = open.filter(({ rule }) => rule === 'basis-ended');
  expect(ended.map(({ powerId }) => powerId)).toContain(power.power_id);
  expect(ended.every(({ kind, evidence }) => kind === 'beyond-authority' && evidence.length === 1)).toBe(
    true,
  );
});
