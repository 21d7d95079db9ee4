import { z } from 'zod';
import type { Reading } from '#platform/database';
import type { LastEdit } from '../domain/errors.ts';
import { FLOW_KINDS, STEP_ROLES } from '../domain/gov-vocabulary.ts';
import type { FlowTerms } from '../domain/lawfulness.ts';
import { limitSchema } from '../domain/limit.ts';

/** A drawing as it is kept. */
export interface StoredDraft {
  readonly id: string;
  readonly agencyId: string;
  /** What it is drawn for: the version of a power. */
  readonly subjectId: string;
  readonly officeId: string | null;
  readonly powerCode: string | null;
  readonly terms: FlowTerms;
  /** The version it began from; null when it began from a template. */
  readonly baseVersionId: string | null;
  readonly bpmn: string;
  readonly edit: LastEdit;
}

const termsSchema = z.object({
  kind: z.enum(FLOW_KINDS),
  committed: limitSchema.optional(),
  statutory: limitSchema.optional(),
  variants: z.array(limitSchema.extend({ role: z.enum(STEP_ROLES) })).optional(),
  from: z.enum(['acceptance', 'receipt']).optional(),
});

/** A drawing of an agency by its own id, or by what it is drawn for. */
export async function findDraft(
  db: Reading,
  agencyId: string,
  by: { readonly id: string } | { readonly subjectId: string },
): Promise<StoredDraft | undefined> {
  const query = db
    .selectFrom('flow_draft as d')
    .leftJoin('person as w', (join) =>
      join
        .onRef('w.agency_id', '=', 'd.agency_id')
        .on((e) => e.eb(e.cast<string>('w.id', 'text'), '=', e.ref('d.edited_by'))),
    )
    .selectAll('d')
    .select('w.name as editor')
    .where('d.agency_id', '=', agencyId);
  const row = await (
    'id' in by ? query.where('d.id', '=', by.id) : query.where('d.subject_id', '=', by.subjectId)
  ).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    agencyId: row.agency_id,
    subjectId: row.subject_id,
    officeId: row.office_id,
    powerCode: row.power_code,
    terms: termsSchema.parse(row.terms),
    baseVersionId: row.base_version_id,
    bpmn: row.bpmn,
    edit: { by: row.editor ?? row.edited_by, at: row.edited_at, rowVersion: row.row_version },
  };
}

/** Names of the posts of an agency by their keys, as lanes bear them. */
export async function postNames(db: Reading, agencyId: string): Promise<Readonly<Record<string, string>>> {
  const rows = await db
    .selectFrom('post')
    .select(['import_key', 'name'])
    .where('agency_id', '=', agencyId)
    .where('import_key', 'is not', null)
    .execute();
  return Object.fromEntries(rows.map(({ import_key, name }) => [import_key ?? '', name]));
}
