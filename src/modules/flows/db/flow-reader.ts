import { sql } from 'kysely';
import { Rid, Uuid } from '#kernel';
import type { Reading } from '#platform/database';
import { z } from 'zod';
import { diagramSchema, type Diagram } from '../domain/diagram.ts';
import { flowTableSchema, type FlowTable } from '../domain/flow-table.ts';

/** A version of a flow as a program and a picture. `n` is null until it is published. */
export interface FlowVersion {
  readonly id: Uuid;
  readonly rid: Rid;
  readonly agencyId: Uuid;
  readonly flowId: Uuid;
  /** Id of the process; other flows call it by this and its version. */
  readonly code: string;
  readonly powerCode: string | null;
  readonly n: number | null;
  readonly publishedAt: Date | null;
  readonly submittedBy: string;
  /** SHA-256 of the exact bytes, 64 hex digits. */
  readonly sha256: string;
  readonly table: FlowTable;
  readonly diagram: Diagram;
}

const row = z.object({
  id: Uuid,
  rid: Rid,
  agency_id: Uuid,
  flow_id: Uuid,
  code: z.string(),
  power_code: z.string().nullable(),
  n: z.number().nullable(),
  published_at: z.coerce.date().nullable(),
  submitted_by: z.string(),
  sha256: z.string(),
  table: flowTableSchema,
  diagram: diagramSchema,
});

function versions(db: Reading) {
  return db
    .selectFrom('flow_version as v')
    .innerJoin('flow as f', (join) =>
      join.onRef('f.agency_id', '=', 'v.agency_id').onRef('f.id', '=', 'v.flow_id'),
    )
    .leftJoin('flow_publication as p', (join) =>
      join.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.flow_version_id', '=', 'v.id'),
    )
    .select([
      'v.id',
      'v.rid',
      'v.agency_id',
      'v.flow_id',
      'v.submitted_by',
      'v.sha256',
      'v.table',
      'v.diagram',
    ])
    .select(['f.code', 'f.power_code', 'p.n', 'p.published_at']);
}

function toVersion(found: unknown): FlowVersion {
  const parsed = row.parse(found);
  return {
    id: parsed.id,
    rid: parsed.rid,
    agencyId: parsed.agency_id,
    flowId: parsed.flow_id,
    code: parsed.code,
    powerCode: parsed.power_code,
    n: parsed.n,
    publishedAt: parsed.published_at,
    submittedBy: parsed.submitted_by,
    sha256: parsed.sha256,
    table: parsed.table,
    diagram: parsed.diagram,
  };
}

/** One version of an agency, if there is one. Not filtered by what is covered: for staff. */
export async function findFlowVersion(
  db: Reading,
  agencyId: string,
  id: string,
): Promise<FlowVersion | undefined> {
  const found = await versions(db)
    .where('v.agency_id', '=', agencyId)
    .where('v.id', '=', id)
    .executeTakeFirst();
  return found === undefined ? undefined : toVersion(found);
}

/** Society scope: the published version behind a record, e.g. the one that a case was moved to. */
export async function findFlowByRecord(
  db: Reading,
  agencyId: string,
  rid: string,
): Promise<FlowVersion | undefined> {
  const found = await shown(db)
    .where('v.agency_id', '=', agencyId)
    .where('v.rid', '=', rid)
    .executeTakeFirst();
  return found === undefined ? undefined : toVersion(found);
}

/** Tables of versions by their records, e.g. of those that a case ran on before it was moved. */
export async function flowTablesOf(
  db: Reading,
  agencyId: string,
  rids: readonly string[],
): Promise<readonly FlowTable[]> {
  if (rids.length === 0) return [];
  const found = await db
    .selectFrom('flow_version')
    .select('table')
    .where('agency_id', '=', agencyId)
    .where('rid', 'in', rids)
    .execute();
  return found.map(({ table }) => flowTableSchema.parse(table));
}

/** Published versions by database: they never change, and reading a chart anew costs more than any query of a page. */
const kept = new WeakMap<Reading, Map<string, FlowVersion>>();
const KEPT = 200;

/** One version; a published one is read once. Not filtered by what is covered. */
export async function getFlowVersion(db: Reading, agencyId: string, id: string): Promise<FlowVersion> {
  const key = `${agencyId} ${id}`;
  const mine = kept.get(db) ?? new Map<string, FlowVersion>();
  const known = mine.get(key);
  if (known !== undefined) return known;
  const found = await findFlowVersion(db, agencyId, id);
  if (found === undefined) throw new Error(`no flow version ${id}`);
  if (found.n === null) return found;
  const oldest = mine.keys().next();
  if (mine.size >= KEPT && oldest.done !== true) mine.delete(oldest.value);
  kept.set(db, mine.set(key, found));
  return found;
}

/** The published versions of a flow, newest first. */
export async function listFlowVersions(
  db: Reading,
  agencyId: string,
  flowId: string,
): Promise<readonly FlowVersion[]> {
  const found = await versions(db)
    .where('v.agency_id', '=', agencyId)
    .where('v.flow_id', '=', flowId)
    .where('p.n', 'is not', null)
    .orderBy('p.n', 'desc')
    .execute();
  return found.map(toVersion);
}

/** Only versions whose revision a checkpoint covers: what society may see (DECISIONS §4). */
function shown(db: Reading) {
  return versions(db)
    .where('p.n', 'is not', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('ledger.revision as r')
          .select('r.rev')
          .whereRef('r.rid', '=', 'v.rid')
          .where('r.covered_size', 'is not', null),
      ),
    )
    .orderBy('p.n', 'desc');
}

/**
 * Society scope: a published version of the flow of a power; when `n` is left out the one of its newest version, which after a
 * trial that was not confirmed is an earlier flow, else the newest flow.
 */
export async function findPowerFlow(
  db: Reading,
  powerCode: string,
  n?: number,
): Promise<FlowVersion | undefined> {
  const query = shown(db).where('f.power_code', '=', powerCode).limit(1);
  const newest = query
    .clearOrderBy()
    .orderBy(
      sql`EXISTS (SELECT FROM power_in_force i JOIN power_version w ON w.agency_id = i.agency_id AND w.id = i.version_id
        WHERE w.agency_id = v.agency_id AND w.flow_version_id = v.id)`,
      'desc',
    )
    .orderBy('p.n', 'desc');
  const found = await (n === undefined ? newest : query.where('p.n', '=', n)).executeTakeFirst();
  return found === undefined ? undefined : toVersion(found);
}

/** Society scope: a published category flow (类别流程图) by its code. */
export async function findCategoryFlow(
  db: Reading,
  code: string,
  n?: number,
): Promise<FlowVersion | undefined> {
  const query = shown(db).where('f.code', '=', code).where('f.power_code', 'is', null).limit(1);
  const found = await (n === undefined ? query : query.where('p.n', '=', n)).executeTakeFirst();
  return found === undefined ? undefined : toVersion(found);
}

/** Society scope: the newest version of each category flow, by kind and code. */
export async function listCategoryFlows(db: Reading): Promise<readonly FlowVersion[]> {
  const found = await shown(db)
    .where('f.power_code', 'is', null)
    .distinctOn(['f.kind', 'f.code'])
    .clearOrderBy()
    .orderBy('f.kind')
    .orderBy('f.code')
    .orderBy('p.n', 'desc')
    .execute();
  return found.map(toVersion);
}

/** The newest published version of a flow by its code: what a call activity binds to. */
export async function findPublishedFlow(
  db: Reading,
  agencyId: string,
  code: string,
  n?: number,
): Promise<FlowVersion | undefined> {
  let query = versions(db)
    .where('v.agency_id', '=', agencyId)
    .where('f.code', '=', code)
    .where('p.n', 'is not', null)
    .orderBy('p.n', 'desc')
    .limit(1);
  if (n !== undefined) query = query.where('p.n', '=', n);
  const found = await query.executeTakeFirst();
  return found === undefined ? undefined : toVersion(found);
}

/** The exact bytes of a version, as published. */
export async function getFlowBytes(db: Reading, agencyId: string, id: string): Promise<Uint8Array> {
  const { bytes } = await db
    .selectFrom('flow_version')
    .select('bytes')
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return new Uint8Array(bytes);
}
