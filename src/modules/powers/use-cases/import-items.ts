import { hash } from 'node:crypto';
import { canonicalJson } from '@chengming/ledger-verify';
import { sql } from 'kysely';
import { err, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import { PowerContent } from '../domain/content.ts';
import { toParts } from '../domain/digest.ts';
import { planImport, parseImportFile, type ImportRow, type RowFinding } from '../domain/import-rows.ts';
import { defaultCommitmentClass } from '../domain/types.ts';
import { can } from '../policy.ts';

export type ImportInput = { readonly agencyId: string; readonly json: unknown; readonly dryRun: boolean };
export type ImportReport = {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows that differ from what is here, where the office’s own work was kept. */
  readonly kept: number;
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
 * by its key, one that is as it was last time is left alone, and a draft that nobody has edited since is brought up to
 * date. What an office has edited, or what is on its way or published, is kept, with a warning. With `dryRun` it only
 * reports.
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
  const known = await knownItems(ctx, input.agencyId, plan.rows);
  const fresh: DigestedRow[] = [];
  const changed: ChangedRow[] = [];
  const kept: RowFinding[] = [];
  for (const planned of plan.rows) {
    const row = { ...planned, digest: digestOfContent(planned.content) };
    const item = known.get(row.key);
    if (!item) fresh.push(row);
    else if (item.imported?.equals(row.digest) === true) continue;
    else if (item.state === 'draft' && item.imported?.equals(item.digest) === true)
      changed.push({ ...row, item });
    else if (!item.digest.equals(row.digest))
      kept.push({
        row: row.row,
        field: 'content',
        severity: 'warning',
        code: 'import/kept',
        found: item.state,
      });
  }
  const findings = [...plan.findings, ...kept];
  const report: ImportReport = {
    read: items.length,
    created: fresh.length,
    updated: changed.length,
    unchanged: plan.rows.length - fresh.length - changed.length - kept.length,
    kept: kept.length,
    findings,
  };
  if (findings.some((f) => f.severity === 'error')) return err({ code: 'import/errors', report });
  if (input.dryRun) return ok(report);
  const findingsOf = Map.groupBy(findings, (finding) => finding.row);
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    for (const rows of batches(fresh)) await insertDrafts(tx, ctx, input.agencyId, now, rows, findingsOf);
    for (const rows of batches(changed))
      if (!(await updateDrafts(tx, input.agencyId, now, rows, findingsOf)))
        return err({ code: 'conflict' } as const);
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

type KnownItem = {
  readonly powerId: string;
  readonly versionId: string;
  readonly rowVersion: number;
  readonly state: string;
  /** Of the content as it stands here. */
  readonly digest: Buffer;
  /** Of the content that was imported last; absent for what was never imported. */
  readonly imported: Buffer | null;
};
type DigestedRow = ImportRow & { readonly digest: Buffer };
type ChangedRow = DigestedRow & { readonly item: KnownItem };

/** The newest version of each item that the file speaks of, by key. */
async function knownItems(
  ctx: UseCase,
  agencyId: string,
  rows: readonly ImportRow[],
): Promise<ReadonlyMap<string, KnownItem>> {
  const { rows: found } = await sql<{
    import_key: string;
    power_id: string;
    id: string;
    row_version: number;
    state: string;
    content: unknown;
    import_digest: Buffer | null;
  }>`
    SELECT DISTINCT ON (p.id) p.import_key, p.id AS power_id, v.id, v.row_version, v.state, v.content, p.import_digest
      FROM power_item p JOIN power_version v ON v.agency_id = p.agency_id AND v.power_id = p.id
     WHERE p.agency_id = ${agencyId} AND p.import_key = ANY(${rows.map((r) => r.key)}::text[])
     ORDER BY p.id, v.n DESC NULLS FIRST`.execute(ctx.db);
  return new Map(
    found.map((row) => [
      row.import_key,
      {
        powerId: row.power_id,
        versionId: row.id,
        rowVersion: row.row_version,
        state: row.state,
        digest: digestOfContent(PowerContent.parse(row.content)),
        imported: row.import_digest,
      },
    ]),
  );
}

function digestOfContent(content: PowerContent): Buffer {
  return hash('sha256', Buffer.from(canonicalJson(toParts(content)), 'utf8'), 'buffer');
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH);
}

/** Brings drafts up to date; `false` when one of them was changed meanwhile. */
async function updateDrafts(
  tx: Tx,
  agencyId: string,
  now: Date,
  rows: readonly ChangedRow[],
  findings: ReadonlyMap<number, readonly RowFinding[]>,
): Promise<boolean> {
  const changes = JSON.stringify(
    rows.map(({ row, content, item, digest }) => ({
      power_id: item.powerId,
      id: item.versionId,
      row_version: item.rowVersion,
      content,
      type_code: content.typeCode,
      name: content.name,
      findings: findings.get(row) ?? [],
      commitment_class: defaultCommitmentClass(content.typeCode),
      digest: digest.toString('hex'),
    })),
  );
  const done = await sql`
    UPDATE power_version v
       SET content = c.content, name = c.name, type_code = c.type_code, findings = c.findings,
           commitment_class = CASE WHEN v.type_code = c.type_code THEN v.commitment_class ELSE c.commitment_class END,
           updated_at = ${now}, row_version = v.row_version + 1
      FROM jsonb_to_recordset(${changes}::jsonb) AS c(id uuid, row_version integer, content jsonb, name text,
           type_code text, findings jsonb, commitment_class text)
     WHERE v.agency_id = ${agencyId} AND v.id = c.id AND v.row_version = c.row_version AND v.state = 'draft'`.execute(
    tx,
  );
  await sql`
    UPDATE power_item p SET import_digest = decode(c.digest, 'hex')
      FROM jsonb_to_recordset(${changes}::jsonb) AS c(power_id uuid, digest text)
     WHERE p.agency_id = ${agencyId} AND p.id = c.power_id`.execute(tx);
  return done.numAffectedRows === BigInt(rows.length);
}

async function insertDrafts(
  tx: Tx,
  ctx: UseCase,
  agencyId: string,
  now: Date,
  rows: readonly DigestedRow[],
  findings: ReadonlyMap<number, readonly RowFinding[]>,
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
        import_digest: row.digest,
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
