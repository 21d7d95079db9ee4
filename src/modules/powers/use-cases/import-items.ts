import { sql } from 'kysely';
import { err, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import { heldForms, holdForms, isHeldAs } from '../db/form-files.ts';
import { knownItems, type KnownItem } from '../db/known-items.ts';
import { officesByKey } from '../db/office-reader.ts';
import type { PowerContent } from '../domain/content.ts';
import type { CellChange } from '../domain/import-changes.ts';
import { formsIn, withHeldForms, type FormFile } from '../domain/form-file.ts';
import { parseImportFile, planImport, type ImportPlan, type RowFinding } from '../domain/import-rows.ts';
import { findTable, nearHeader, type NearHeader } from '../domain/sheet/find-table.ts';
import type { Grid } from '../domain/sheet/grid.ts';
import { identityOf, keysOf, matching } from '../domain/sheet/identity.ts';
import { planSheet } from '../domain/sheet/plan-sheet.ts';
import type { OfficeNames } from '../domain/sheet/write-item.ts';
import { defaultCommitmentClass } from '../domain/types.ts';
import { can } from '../policy.ts';
import { noticeRows } from './notice-rows.ts';
import { compareRows, type ChangedRow, type DigestedRow } from './compare-rows.ts';

export type ImportInput = {
  readonly agencyId: string;
  readonly dryRun: boolean;
} & (
  | { readonly json: unknown }
  /** The sheets of a workbook or text table, one of them a 权责清单. */
  | { readonly sheets: readonly Grid[] }
);
export type ImportReport = {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows that differ from what is here, where the office’s own work was kept. */
  readonly kept: number;
  /** Items that are brought up to date, with each difference: what stands here, and what the row says. */
  readonly changes: readonly ItemChange[];
  readonly findings: readonly RowFinding[];
  /** Which sheet of a workbook was read, from 0. */
  readonly sheet?: number;
};
type ItemChange = {
  readonly row: number;
  readonly name: string;
  readonly cells: readonly CellChange[];
};
export type ImportRefusal =
  | { readonly code: 'powers/forbidden' }
  | { readonly code: 'import/not-a-file' }
  /** No sheet has the name and the type of items under headers; these are its sheets. */
  | {
      readonly code: 'import/no-list';
      readonly sheets: readonly string[];
      /** The row that comes nearest to a header, and what it lacks. */
      readonly near?: NearHeader;
    }
  | { readonly code: 'import/errors'; readonly report: ImportReport }
  | Conflict;

const BATCH = 500;

/**
 * Takes a list of items in as drafts (B9). An error in any row stops all; warnings do not. Repeatable: a row that is as it was
 * last time is left alone, and a draft is brought up to date that nobody has edited since, or since the list was written from
 * it. What an office has edited, or what is on its way or published, is kept, with a warning. With `dryRun` it only reports.
 */
export async function importItems(
  ctx: UseCase,
  actor: Actor,
  input: ImportInput,
): Promise<Result<ImportReport, ImportRefusal>> {
  if (!can(actor, 'power/import', { agencyId: input.agencyId })) return err({ code: 'powers/forbidden' });
  const agency = await ctx.db
    .selectFrom('agency')
    .select(['name', 'level'])
    .where('id', '=', input.agencyId)
    .executeTakeFirst();
  if (!agency) return err({ code: 'powers/forbidden' });
  const offices = await officesByKey(ctx.db, input.agencyId);
  const names = new Map([...offices].map(([key, { name }]) => [key, name]));
  const gathered = await gather(ctx, input, { name: agency.name, level: levelOf(agency.level) }, names);
  if (!gathered.ok) return gathered;
  const { plan, read, sheet, known } = gathered.value;
  const compared = compareRows(plan.rows, known, names);
  const { fresh, changed, unchanged, kept } = compared;
  const noticed = await noticeRows(ctx.db, input.agencyId, plan.rows, known);
  const findings = [...plan.findings, ...compared.findings, ...noticed];
  const report: ImportReport = {
    read,
    created: fresh.length,
    updated: changed.length,
    unchanged,
    kept,
    changes: changed.map(({ row, item, changes }) => ({ row, name: item.content.name, cells: changes })),
    findings,
    ...(sheet === undefined ? {} : { sheet }),
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

type Gathered = {
  readonly plan: ImportPlan;
  /** Rows of the file. */
  readonly read: number;
  readonly known: ReadonlyMap<string, KnownItem>;
  readonly sheet?: number;
};

/** What the file says, and what is here already of what it speaks of. */
async function gather(
  ctx: UseCase,
  input: ImportInput,
  body: { readonly name: string; readonly level: PowerContent['level'] },
  offices: OfficeNames,
): Promise<Result<Gathered, ImportRefusal>> {
  if ('json' in input) {
    const items = parseImportFile(input.json);
    if (!items) return err({ code: 'import/not-a-file' });
    const plan = planImport(items, body);
    const known = await knownItems(
      ctx.db,
      input.agencyId,
      plan.rows.flatMap(({ identity }) => keysOf(identity)),
    );
    return ok({ plan: await withForms(ctx, input.agencyId, plan, known), read: items.length, known });
  }
  const table = findTable(input.sheets);
  if (!table) {
    const near = nearHeader(input.sheets);
    const sheets = input.sheets.map(({ name }) => name);
    return err({ code: 'import/no-list', sheets, ...(near === undefined ? {} : { near }) });
  }
  const known = await knownItems(
    ctx.db,
    input.agencyId,
    table.items.flatMap((item) => keysOf(identityOf(item))),
  );
  const plan = planSheet(table, (identity) => matching(identity, known)?.content, body, offices);
  return ok({ plan, read: table.items.length, known, sheet: table.sheet });
}

/** Rows with the forms that are here; a form that the file names and this agency does not hold is said to be left out. */
async function withForms(
  ctx: UseCase,
  agencyId: string,
  plan: ImportPlan,
  known: ReadonlyMap<string, KnownItem>,
): Promise<ImportPlan> {
  const held = await heldForms(
    ctx.db,
    agencyId,
    plan.rows.flatMap(({ content }) => formsIn(content).map(({ file }) => file.sha256)),
  );
  const isHeld = (file: FormFile): boolean => isHeldAs(held, file);
  const rows = plan.rows.map((row) => {
    const before = matching(row.identity, known)?.content;
    const none = formsIn(row.content).length === 0 && (before === undefined || formsIn(before).length === 0);
    return none ? row : { ...row, listed: row.content, content: withHeldForms(row.content, isHeld, before) };
  });
  const leftOut = plan.rows.flatMap(({ row, content }) =>
    formsIn(content)
      .filter(({ file }) => !isHeld(file))
      .map(({ field, file }): RowFinding => ({
        row,
        field: `content/${field}`,
        severity: 'warning',
        code: 'import/form-not-here',
        found: file.name,
      })),
  );
  return { rows, findings: [...plan.findings, ...leftOut] };
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
  const offices = await officesByKey(tx, agencyId);
  const changes = JSON.stringify(
    rows.map(({ row, content, item, digest }) => ({
      power_id: item.powerId,
      id: item.versionId,
      row_version: item.rowVersion,
      content,
      type_code: content.typeCode,
      name: content.name,
      // An item stays with its office until a list names another one.
      office_id:
        content.officeKey === item.content.officeKey
          ? null
          : (offices.get(content.officeKey ?? '')?.id ?? null),
      findings: findings.get(row) ?? [],
      commitment_class: defaultCommitmentClass(content.typeCode),
      digest: digest.toString('hex'),
    })),
  );
  const done = await sql`
    UPDATE power_version v
       SET content = c.content, name = c.name, type_code = c.type_code, findings = c.findings,
           commitment_class = CASE WHEN v.type_code = c.type_code THEN v.commitment_class ELSE c.commitment_class END,
           office_id = coalesce(c.office_id, v.office_id),
           updated_at = ${now}, row_version = v.row_version + 1
      FROM jsonb_to_recordset(${changes}::jsonb) AS c(id uuid, row_version integer, content jsonb, name text,
           type_code text, office_id uuid, findings jsonb, commitment_class text)
     WHERE v.agency_id = ${agencyId} AND v.id = c.id AND v.row_version = c.row_version AND v.state = 'draft'`.execute(
    tx,
  );
  if (done.numAffectedRows !== BigInt(rows.length)) return false;
  await holdForms(
    tx,
    agencyId,
    rows.map(({ item, content }) => ({ versionId: item.versionId, content, before: item.content })),
  );
  await sql`
    UPDATE power_item p SET import_digest = decode(c.digest, 'hex')
      FROM jsonb_to_recordset(${changes}::jsonb) AS c(power_id uuid, digest text)
     WHERE p.agency_id = ${agencyId} AND p.id = c.power_id`.execute(tx);
  return true;
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
  const offices = await officesByKey(tx, agencyId);
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
        office_id: offices.get(row.content.officeKey ?? '')?.id ?? null,
        commitment_class: defaultCommitmentClass(row.content.typeCode),
        created_at: now,
        updated_at: now,
      })),
    )
    .execute();
  await holdForms(
    tx,
    agencyId,
    drafts.map(({ row, versionId }) => ({ versionId, content: row.content })),
  );
}

function levelOf(level: string): '1' | '2' | '3' | '4' | '5' | '6' {
  return (['1', '2', '3', '4', '5', '6'] as const).find((known) => known === level) ?? '4';
}
