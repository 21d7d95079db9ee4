import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { assertOk, LegalDay, ok, type Uuid } from '#kernel';
import type { StaffActor } from '#modules/access';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { editPower, findVersion, PowerContent } from '#modules/powers';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { insertPublished } from '#tests/published-powers';
import { listFindings, type Finding } from './db/finding-reader.ts';
import { askComparison, compareList } from './use-cases/compare-list.ts';
import { decideFinding } from './use-cases/decide-finding.ts';
import { readFinding } from './use-cases/read-findings.ts';

const ctx = testContext(testDatabase());
const SYSTEM = { kind: 'system', name: 'test' } as const;
const CATCH_ALL = '其他相关材料';
const body = {} as { agencyId: Uuid; keeper: StaffActor };

beforeAll(async () => {
  ctx.clock.set('2026-11-23T09:00:00+08:00');
  const tree = OrganisationTree.parse(JSON.parse(readFileSync('demo/data/organisation.json', 'utf8')));
  const made = assertOk(
    await importOrganisation(ctx, SYSTEM, { tree, validFrom: LegalDay.parse('2026-01-01') }),
  );
  const { agencyId } = made;
  body.agencyId = agencyId;
  body.keeper = {
    kind: 'staff',
    personId: made.persons.get('p20')!,
    name: '测试',
    agencyId,
    assignments: [],
    roles: [{ role: 'review-office', agencyId }],
  };
});

async function published(name: string): Promise<string> {
  const content = PowerContent.parse({
    name,
    typeCode: '01',
    level: '3',
    exercisingBody: '唐山市商务局',
    conditions: ['有固定场所', CATCH_ALL],
    legalBasis: [{ law: '行政许可法', article: '第十二条', level: '法律', summary: '', verified: true }],
    duties: [{ stage: '受理', content: '公示', post: 'post-sp-ck', basis: [] }],
    rawCode: `Q-${name}`,
  });
  const item = {
    content,
    officeId: null,
    publishedAt: new Date('2026-06-01T09:00:00+08:00'),
    effectiveFrom: LegalDay.parse('2026-06-01'),
  };
  const ids = assertOk(
    await ctx.transact(async (tx) => ok(await insertPublished(tx, ctx.ids, body.agencyId, [item]))),
  );
  return ids[0]!;
}

async function asked(powerId: string): Promise<readonly Finding[]> {
  const { agencyId } = body;
  const { runId } = assertOk(await askComparison(ctx, SYSTEM, { agencyId }));
  await compareList(ctx, { agencyId, runId });
  const open = await listFindings(ctx.db, { agencyId, state: 'open', limit: 1_000 });
  return open.filter((one) => one.powerId === powerId && one.rule === 'catch-all');
}

/** Decided to be strengthened; the draft that is to mend it. */
async function strengthened({ id, rowVersion }: Finding): Promise<string> {
  const { versionIds } = assertOk(
    await decideFinding(ctx, body.keeper, {
      agencyId: body.agencyId,
      findingId: id,
      rowVersion,
      decision: 'strengthen',
      reason: '写明要哪些材料',
      basis: '优化营商环境条例第四十条',
    }),
  );
  return versionIds[0]!;
}

const adjustments = async (findingId: string) =>
  assertOk(await readFinding(ctx, body.keeper, findingId)).adjustments;

async function edit(versionId: string, conditions: readonly string[]): Promise<void> {
  const { agencyId } = body;
  const version = (await findVersion(ctx.db, agencyId, versionId))!;
  const { rowVersion } = version;
  const content = { ...version.content, conditions: [...conditions] };
  assertOk(await editPower(ctx, SYSTEM, { agencyId, versionId, rowVersion, content }));
}

/** Puts a draft in force; the way there is not what this is about. */
async function putInForce(versionId: string): Promise<void> {
  const now = ctx.clock.now();
  const { power_id: powerId } = await ctx.db
    .updateTable('power_version')
    .set({ state: 'published', n: 2, published_at: now, effective_from: '2026-11-23' })
    .where('id', '=', versionId)
    .returning('power_id')
    .executeTakeFirstOrThrow();
  await ctx.db
    .updateTable('power_in_force')
    .set({ version_id: versionId })
    .where('power_id', '=', powerId)
    .execute();
}

it('a questioned condition that was not changed is named at the adjustment, and asked about again when it was published', async () => {
  const powerId = await published('不改的一项');
  const [finding] = await asked(powerId);
  expect(finding?.evidence).toEqual([CATCH_ALL]);
  const versionId = await strengthened(finding!);
  expect(await adjustments(finding!.id)).toMatchObject([{ versionId, state: 'draft', left: [CATCH_ALL] }]);
  await edit(versionId, ['另加一条', CATCH_ALL]);
  expect(await adjustments(finding!.id)).toMatchObject([{ left: [CATCH_ALL] }]);
  expect(await asked(powerId)).toEqual([]);
  await putInForce(versionId);
  expect(await adjustments(finding!.id)).toMatchObject([{ state: 'published', left: [CATCH_ALL] }]);
  expect(await asked(powerId)).toMatchObject([{ state: 'open', evidence: [CATCH_ALL] }]);
});

it('one that was changed is carried out', async () => {
  const powerId = await published('改了的一项');
  const [finding] = await asked(powerId);
  const versionId = await strengthened(finding!);
  await edit(versionId, ['有固定场所', '有营业执照']);
  expect(await adjustments(finding!.id)).toMatchObject([{ left: [] }]);
  await putInForce(versionId);
  expect(await adjustments(finding!.id)).toMatchObject([{ state: 'published', left: [] }]);
  expect(await asked(powerId)).toEqual([]);
});
