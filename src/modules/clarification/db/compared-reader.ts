import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, legalDayOf, type LegalDay } from '#kernel';
import { basesChanged } from '#modules/library';
import { isOnApplication } from '#modules/powers';
import type { Reading } from '#platform/database';
import type { ChangedBasis, Compared } from '../domain/compare.ts';

const YEAR = 365;
/** Contents are large: they are read and narrowed page by page. */
const PAGE = 500;

const Content = z.object({
  name: z.string(),
  parentName: z.string().optional(),
  basicCode: z.string().optional(),
  typeCode: z.string(),
  level: z.string(),
  legalBasis: z
    .array(z.object({ law: z.string(), article: z.string(), level: z.string().optional() }))
    .default([]),
  conditions: z.array(z.string()).default([]),
  materials: z.array(z.object({ name: z.string() })).default([]),
  duties: z.array(z.object({ stage: z.string(), post: z.string().optional() })).default([]),
});
const Row = z.object({ power_id: z.string(), published_at: z.date(), content: Content });

/** The list of a body as it is in force, and those of other bodies of the same place, as a comparison takes them. */
export async function readCompared(
  db: Reading,
  agencyId: string,
  today: LegalDay,
): Promise<{ readonly items: readonly Compared[]; readonly others: readonly Compared[] }> {
  const [bodies, levels, cases, reviews] = await Promise.all([
    readBodies(db, agencyId),
    readLevels(db),
    readCases(db, agencyId, today),
    readReviews(db, agencyId),
  ]);
  const all: Compared[] = [];
  for (const body of bodies)
    for await (const { power_id: powerId, published_at: publishedAt, content } of readItems(db, body.id)) {
      const reviewedAt = reviews.get(powerId);
      all.push({
        powerId,
        agencyId: body.id,
        agencyKind: body.kind,
        content,
        onApplication: isOnApplication(content.typeCode),
        parentLevels: levels.get(content.basicCode ?? '') ?? null,
        changedOn: legalDayOf(publishedAt),
        reviewedOn: reviewedAt === undefined ? null : legalDayOf(reviewedAt),
        cases: cases.get(powerId) ?? 0,
      });
    }
  return {
    items: all.filter((one) => one.agencyId === agencyId),
    others: all.filter((one) => one.agencyId !== agencyId),
  };
}

/** The body itself, and those of the same place. */
async function readBodies(db: Reading, agencyId: string) {
  return db
    .selectFrom('agency as a')
    .innerJoin('agency as mine', (j) =>
      j.on('mine.id', '=', agencyId).onRef('mine.division_code', '=', 'a.division_code'),
    )
    .select(['a.id', 'a.kind'])
    .orderBy('a.id')
    .execute();
}

async function* readItems(db: Reading, agencyId: string): AsyncGenerator<z.infer<typeof Row>> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db
      .selectFrom('power_in_force as f')
      .innerJoin('power_version as v', (j) =>
        j.onRef('v.agency_id', '=', 'f.agency_id').onRef('v.id', '=', 'f.version_id'),
      )
      .select(['f.power_id', 'v.published_at', 'v.content'])
      .where('f.agency_id', '=', agencyId)
      .where('f.status', '=', 'in-force')
      .where('f.power_id', '>', after)
      .orderBy('f.power_id')
      .limit(PAGE)
      .execute();
    const page = z.array(Row).parse(rows);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.power_id;
  }
}

/** Levels at which the catalogues above let each of their items be exercised. */
async function readLevels(db: Reading): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('power_parent')
    .select(['code', 'levels'])
    .where('status', '=', 'in-force')
    .execute();
  return new Map(rows.map(({ code, levels }) => [code, z.array(z.string()).parse(levels)]));
}

async function readCases(
  db: Reading,
  agencyId: string,
  today: LegalDay,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('case_file')
    .select('power_id')
    .select(sql<number>`count(*)::int`.as('cases'))
    .where('agency_id', '=', agencyId)
    .where('received_at', '>=', new Date(`${addDays(today, -YEAR)}T00:00:00+08:00`))
    .groupBy('power_id')
    .execute();
  return new Map(rows.map(({ power_id: id, cases }) => [id, cases]));
}

/** When each power was last reviewed and kept. */
async function readReviews(db: Reading, agencyId: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('clarification_finding')
    .select('power_id')
    .select(sql<Date>`max(decided_at)`.as('at'))
    .where('agency_id', '=', agencyId)
    .where('kind', '=', 'periodic-review')
    .where('decision', '=', 'keep')
    .groupBy('power_id')
    .execute();
  return new Map(rows.map(({ power_id: id, at }) => [id, at]));
}

/** What the library of laws says of the bases that the list cites; an item that cites a text twice is asked about once. */
export async function readChangedBases(
  db: Reading,
  agencyId: string,
  today: LegalDay,
): Promise<readonly ChangedBasis[]> {
  const changed = await basesChanged(db, agencyId, today);
  const found = new Map<string, ChangedBasis>();
  for (const { powerId, law, article, state } of changed) {
    const basis = `《${law.replaceAll(/[《》]/gu, '')}》${article}`;
    const ended = state.code === 'repealed' || state.code === 'article-ended';
    found.set(`${powerId} ${basis} ${ended}`, { powerId, basis, ended });
  }
  return [...found.values()];
}
