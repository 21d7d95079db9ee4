import { sql } from 'kysely';
import { z } from 'zod';
import type { LegalDay } from '#kernel';
import { flowTableSchema, phasesOf, type PhasePart } from '#modules/flows';
import type { Reading } from '#platform/database';
import { Limit } from '../domain/content.ts';
import { shownAsOf, unconfirmedUntil } from './power-reader.ts';

/** An item in force as the charts of its category and agency show it. */
export type ChartMember = {
  readonly code: string;
  readonly name: string;
  readonly typeCode: string;
  readonly onTrial: boolean;
  readonly committed: Limit | undefined;
  readonly statutory: Limit | undefined;
  /** Its published flow by phases; absent while it has none. */
  readonly parts: readonly PhasePart[] | undefined;
};

const Limits = z.object({
  committed: Limit.nullable().catch(null),
  statutory: z.object(Limit.shape).nullable().catch(null),
});

/** Phases by flow version: versions never change, and reading a flow costs more than its row. */
const kept = new WeakMap<Reading, Map<string, readonly PhasePart[]>>();
const AT_ONCE = 200;

/** Society scope: the items of an agency in force at the end of a day, by type, name and code. */
export async function chartMembers(
  db: Reading,
  agencyId: string,
  asOf: LegalDay,
): Promise<readonly ChartMember[]> {
  const rows = await shownAsOf(db, asOf)
    .select(['p.code', 'v.name', 'v.type_code', 'v.flow_version_id'])
    .select(unconfirmedUntil(asOf).as('trial_until'))
    .select([
      sql<unknown>`v.content -> 'committedLimit'`.as('committed'),
      sql<unknown>`v.content -> 'statutoryLimit'`.as('statutory'),
    ])
    .where('v.agency_id', '=', agencyId)
    .where('v.status', '=', 'in-force')
    .orderBy('v.type_code')
    .orderBy('v.name')
    .orderBy('p.code')
    .execute();
  const parts = await partsOf(
    db,
    agencyId,
    rows.flatMap(({ flow_version_id }) => flow_version_id ?? []),
  );
  return rows.flatMap((row) => {
    if (row.code === null) return [];
    const { committed, statutory } = Limits.parse(row);
    return [
      {
        code: row.code,
        name: row.name,
        typeCode: row.type_code,
        onTrial: row.trial_until !== null,
        committed: committed ?? undefined,
        statutory: statutory ?? undefined,
        parts: row.flow_version_id === null ? undefined : parts.get(row.flow_version_id),
      },
    ];
  });
}

async function partsOf(
  db: Reading,
  agencyId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly PhasePart[]>> {
  const known = kept.get(db) ?? new Map<string, readonly PhasePart[]>();
  kept.set(db, known);
  const missing = [...new Set(ids)].filter((id) => !known.has(id));
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const rows = await db
      .selectFrom('flow_version')
      .select(['id', 'table'])
      .where('agency_id', '=', agencyId)
      .where('id', 'in', missing.slice(at, at + AT_ONCE))
      .execute();
    for (const { id, table } of rows) known.set(id, phasesOf(flowTableSchema.parse(table)));
  }
  return known;
}
