import { sql } from 'kysely';
import { err, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import { planImport, parseImportFile, type ImportRow, type RowFinding } from '../domain/import-rows.ts';
import { defaultCommitmentClass } from '../domain/types.ts';
import { can } from '../policy.ts';

export type ImportInput = { readonly agencyId: string; readonly json: unknown; readonly dryRun: boolean };
export type ImportReport = {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly findings: readonly RowFinding[];
};
export type ImportRefusal =
  | { readonly code: 'powers/forbidden' }
  | { readonly code: 'import/not-a-file' }
  | { readonly code: 'import/errors'; readonly report: ImportReport }
  | Conflict;

const BATCH = 500;

/**
 * Takes a list of items in as drafts (B9). An error in any row stops all; warnings do not. Repeatable: a row is known
 * by its key, an unchanged one is left alone, a draft is brought up to date, a version that is on its way or published
 * is never touched. With `dryRun` it only reports.
 */
export async function importItems(
  ctx: UseCase,
  actor: Actor,
  input: ImportInput,
): Promise<Result<ImportReport, ImportRefusal>> {
  if (!can(actor, 'power/import', { agencyId: input.agencyId })) return err({ code: 'powers/forbidden' });
  const items = parseImportFile(input.json);
  if (!items) return err({ code: 'import/not-a-file' });
  const agency = await ctx.db
    .selectFrom('agency')
    .select(['name', 'level'])
    .where('id', '=', input.agencyId)
    .executeTakeFirst();
  if (!agency) return err({ code: 'powers/forbidden' });
  const plan = planImport(items, { name: agency.name, level: levelOf(agency.level) });
  const known = await knownDrafts(ctx, input.agencyId, plan.rows);
  const fresh = plan.rows.filter((row) => !known.has(row.key));
  const changed = plan.rows.filter(
    (row) =>
      known.get(row.key)?.state === 'draft' && known.get(row.key)?.content !== JSON.stringify(row.content),
  );
  const report: ImportReport = {
    read: items.length,
    created: fresh.length,
    updated: changed.length,
    unchanged: plan.rows.length - fresh.length - changed.length,
    findings: plan.findings,
  };
  if (plan.findings.some((f) => f.severity === 'error')) return err({ code: 'import/errors', report });
  if (input.dryRun) return ok(report);
  const findingsOf = new Map<number, RowFinding[]>();
  for (const finding of plan.findings)
    findingsOf.set(finding.row, [...(findingsOf.get(finding.row) ?? []), finding]);
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    for (let at = 0; at < fresh.length; at += BATCH)
      await insertDrafts(tx, ctx, input.agencyId, now, fresh.slice(at, at + BATCH), findingsOf);
    for (const row of changed) {
      await tx
        .updateTable('power_version')
        .set((e) => ({
          content: JSON.stringify(row.content),
          name: row.content.name,
          type_code: row.content.typeCode,
          findings: JSON.stringify(findingsOf.get(row.row) ?? []),
          updated_at: now,
          row_version: e('row_version', '+', 1),
        }))
        .where('agency_id', '=', input.agencyId)
        .where('id', '=', known.get(row.key)?.versionId ?? '')
        .where('state', '=', 'draft')
        .execute();
    }
    await writeJournal(tx, {
      ids: ctx.ids,
      at: now,
      actor: actorRef(actor),
      action: 'power/import',
      subjectType: 'agency',
      subjectRid: input.agencyId,
      agencyId: input.agencyId,
      after: { created: fresh.length, updated: changed.length },
      requestId: ctx.requestId,
    });
    return ok(report);
  });
}

async function knownDrafts(ctx: UseCase, agencyId: string, rows: readonly ImportRow[]) {
  const { rows: found } = await sql<{ import_key: string; id: string; state: string; content: unknown }>`
    SELECT DISTINCT ON (p.id) p.import_key, v.id, v.state, v.content
      FROM power_item p JOIN power_version v ON v.agency_id = p.agency_id AND v.power_id = p.id
     WHERE p.agency_id = ${agencyId} AND p.import_key = ANY(${rows.map((r) => r.key)}::text[])
     ORDER BY p.id, v.n DESC NULLS FIRST`.execute(ctx.db);
  const wanted = new Map(rows.map((row) => [row.key, row]));
  return new Map(
    found.map((row) => {
      // The database returns the members in another order; parsed by the same schema they compare as texts.
      const same = wanted.get(row.import_key);
      const content = same && JSON.stringify(sortLike(row.content, same.content));
      return [row.import_key, { versionId: row.id, state: row.state, content }] as const;
    }),
  );
}

/** The stored object with its members in the order of the other one. */
function sortLike(stored: unknown, like: object): unknown {
  if (typeof stored !== 'object' || stored === null) return stored;
  const members = new Map(Object.entries(stored));
  const keys = [
    ...Object.keys(like).filter((k) => members.has(k)),
    ...[...members.keys()].filter((k) => !(k in like)),
  ];
  return Object.fromEntries(keys.map((key) => [key, members.get(key)]));
}

async function insertDrafts(
  tx: Tx,
  ctx: UseCase,
  agencyId: string,
  now: Date,
  rows: readonly ImportRow[],
  findings: ReadonlyMap<number, RowFinding[]>,
): Promise<void> {
  const drafts = rows.map((row) => ({ row, powerId: ctx.ids.uuid(now), versionId: ctx.ids.uuid(now) }));
  await tx
    .insertInto('power_item')
    .values(
      drafts.map(({ row, powerId }) => ({
        agency_id: agencyId,
        id: powerId,
        code: null,
        import_key: row.key,
        created_at: now,
      })),
    )
    .execute();
  await tx
    .insertInto('power_version')
    .values(
      drafts.map(({ row, powerId, versionId }) => ({
        agency_id: agencyId,
        id: versionId,
        power_id: powerId,
        rid: ctx.ids.rid(),
        state: 'draft',
        name: row.content.name,
        type_code: row.content.typeCode,
        content: JSON.stringify(row.content),
        findings: JSON.stringify(findings.get(row.row) ?? []),
        commitment_class: defaultCommitmentClass(row.content.typeCode),
        created_at: now,
        updated_at: now,
      })),
    )
    .execute();
}

function levelOf(level: string): '1' | '2' | '3' | '4' | '5' | '6' {
  return (['1', '2', '3', '4', '5', '6'] as const).find((known) => known === level) ?? '4';
}
