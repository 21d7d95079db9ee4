import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { assertOk, LegalDay, ok } from '#kernel';
import { askComparison, compareList } from '#modules/clarification';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { PowerContent } from '#modules/powers';
import { insertPublished } from '#tests/published-powers';
import { atMost, type Figure } from './figure.ts';
import { startBench, type Scratch } from './scratch.ts';

const SIZES = [1_000, 10_000] as const;
const MOST_SECONDS = 30;
const SYSTEM = { kind: 'system', name: 'bench' } as const;
const Powers = z.object({ items: z.array(z.object({ content: PowerContent })) });
const PLACES = [
  '成品油',
  '拍卖',
  '典当',
  '二手车',
  '旧货',
  '酒类',
  '对外劳务',
  '加工贸易',
  '展会',
  '预付卡',
] as const;
const ACTS = [
  '设立许可',
  '经营备案',
  '年度检查',
  '变更登记',
  '违规处罚',
  '现场核查',
  '信息报送',
  '资金审核',
] as const;

/** A comparison of a whole list, and of one a tenth of its size in the same run: ten times the items should cost about ten times. */
export async function* benchClarification(scratch: Scratch): AsyncGenerator<Figure> {
  const ctx = { ...(await startBench(scratch)).context(), requestId: 'bench' };
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(`demo/data/${name}.json`, 'utf8'));
  const { agencyId } = assertOk(
    await importOrganisation(ctx, SYSTEM, {
      tree: OrganisationTree.parse(await read('organisation')),
      validFrom: LegalDay.parse('2026-01-01'),
    }),
  );
  const { items } = Powers.parse(await read('powers'));
  let listed = 0;
  let before: number | undefined;
  for (const size of SIZES) {
    const more = Array.from({ length: size - listed }, (_, i) => listedItem(items, listed + i));
    assertOk(await ctx.transact(async (tx) => ok(await insertPublished(tx, ctx.ids, agencyId, more))));
    // As a database that has been running for a while knows its tables.
    await sql`ANALYZE`.execute(ctx.db);
    listed = size;
    const { runId } = assertOk(await askComparison(ctx, SYSTEM, { agencyId }));
    const begun = performance.now();
    const { found } = await compareList(ctx, { agencyId, runId });
    const seconds = (performance.now() - begun) / 1_000;
    yield {
      what: `clarification of ${size.toLocaleString('en')} items, ${found.toLocaleString('en')} new findings`,
      value: seconds,
      unit: 's',
      ...(before === undefined ? {} : { peer: { name: 'of a tenth', value: before } }),
      bar: atMost(seconds, MOST_SECONDS, 's'),
    };
    before = seconds;
  }
}

function listedItem(items: z.infer<typeof Powers>['items'], i: number) {
  const place = PLACES[i % PLACES.length];
  const act = ACTS[Math.floor(i / PLACES.length) % ACTS.length];
  return {
    content: PowerContent.parse({
      ...items[i % items.length]?.content,
      name: `${place}${act}第${i}号`,
      parentName: undefined,
      implementationCode: undefined,
      rawCode: `BENCH-${i}`,
    }),
    officeId: null,
    publishedAt: new Date('2026-06-01T01:00:00Z'),
    effectiveFrom: LegalDay.parse('2026-06-01'),
  };
}
