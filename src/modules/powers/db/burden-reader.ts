import { sql } from 'kysely';
import { LegalDay } from '#kernel';
import { countFlow, flowTableSchema, getFlowVersion, type FlowCounts } from '#modules/flows';
import type { Reading } from '#platform/database';
import { burdenOf, type Burden } from '../domain/burden.ts';
import { PowerContent } from '../domain/content.ts';
import { findVersion, shownAsOf, type PowerVersion } from './power-reader.ts';

export const Counted = PowerContent.pick({
  materials: true,
  committedLimit: true,
  statutoryLimit: true,
  visits: true,
  fees: true,
});

/** What a version asks of the party and the agency. */
export async function burdenOfVersion(db: Reading, version: PowerVersion): Promise<Burden> {
  const { agencyId, flowVersionId, content } = version;
  const flow = flowVersionId === null ? undefined : await getFlowVersion(db, agencyId, flowVersionId);
  return burdenOf(content, flow && countFlow(flow.table));
}

/** What a content that comes from elsewhere asks; nothing where it does not read as one. */
export function burdenOfContent(content: unknown, flow: FlowCounts | undefined): Burden | undefined {
  const counted = Counted.strip().safeParse(content);
  return counted.success ? burdenOf(counted.data, flow) : undefined;
}

/** An item in force that has the same basic code, as society sees it. */
export type AlikeItem = {
  readonly agencyName: string;
  readonly code: string;
  readonly name: string;
  readonly burden: Burden;
};

/**
 * Society scope: the items in force on a day that have the same basic code 基本编码, the one of `code` first; only what a
 * checkpoint covers. Nothing that is counted can be withheld (`burden.test.ts`).
 */
export async function listAlike(
  db: Reading,
  of: {
    readonly basicCode: string;
    readonly code: string | null;
    readonly on: LegalDay;
    readonly limit: number;
  },
): Promise<AlikeItem[]> {
  const rows = await shownAsOf(db, of.on)
    .select(['a.name as agency_name', 'p.code', 'v.content', 'v.flow_version_id as flow'])
    .where(sql<boolean>`v.content ->> 'basicCode' = ${of.basicCode}`)
    .where('v.status', '=', 'in-force')
    .orderBy(sql`p.code IS NOT DISTINCT FROM ${of.code}::text`, 'desc')
    .orderBy('a.name')
    .orderBy('p.code')
    .limit(of.limit)
    .execute();
  const flows = await flowCounts(
    db,
    rows.flatMap(({ flow }) => flow ?? []),
  );
  return rows.flatMap(({ agency_name: agencyName, code, content, flow }) => {
    if (code === null) return [];
    const item = PowerContent.parse(content);
    const counts = flow === null ? undefined : flows.get(flow);
    return [{ agencyName, code, name: item.name, burden: burdenOf(item, counts) }];
  });
}

/** The published version a version follows, or would follow if it were published now. */
export async function versionBefore(db: Reading, version: PowerVersion): Promise<PowerVersion | undefined> {
  let query = db
    .selectFrom('power_version')
    .select('id')
    .where('agency_id', '=', version.agencyId)
    .where('power_id', '=', version.powerId)
    .where('state', '=', 'published')
    .orderBy('n', 'desc')
    .limit(1);
  if (version.n !== null) query = query.where('n', '<', version.n);
  const row = await query.executeTakeFirst();
  return row && findVersion(db, version.agencyId, row.id);
}

/** Counts by flow version: versions never change, and reading a flow costs more than its row. */
const kept = new WeakMap<Reading, Map<string, FlowCounts>>();
const AT_ONCE = 200;

export async function flowCounts(
  db: Reading,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FlowCounts>> {
  const known = kept.get(db) ?? new Map<string, FlowCounts>();
  kept.set(db, known);
  const missing = [...new Set(ids)].filter((id) => !known.has(id));
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const rows = await db
      .selectFrom('flow_version')
      .select(['id', 'table'])
      .where('id', 'in', missing.slice(at, at + AT_ONCE))
      .execute();
    for (const { id, table } of rows) known.set(id, countFlow(flowTableSchema.parse(table)));
  }
  return known;
}
