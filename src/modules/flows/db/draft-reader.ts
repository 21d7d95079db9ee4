import { z } from 'zod';
import type { Reading } from '#platform/database';
import type { LastEdit } from '../domain/errors.ts';
import { OWNER_STATES, type OwnerState } from '../domain/drawable.ts';
import { FLOW_KINDS, STEP_ROLES } from '../domain/gov-vocabulary.ts';
import type { FlowTerms } from '../domain/lawfulness.ts';
import { limitSchema } from '../domain/limit.ts';

/** What a flow is drawn for: a version of a power, or of the general flow of a category (C2). */
export interface DraftOwner {
  readonly kind: 'power.version' | 'category-flow.version';
  readonly id: string;
}

/** A drawing as it is kept. */
export interface StoredDraft {
  readonly id: string;
  readonly agencyId: string;
  readonly owner: DraftOwner;
  /** Where its owner is on its way: only a draft or what came back is drawn on. */
  readonly ownerState: OwnerState;
  readonly officeId: string | null;
  readonly powerCode: string | null;
  readonly terms: FlowTerms;
  /** The version it began from; null when it began from a template. */
  readonly baseVersionId: string | null;
  readonly bpmn: string;
  readonly edit: LastEdit;
  /** Everybody who drew in it. */
  readonly drawnBy: readonly string[];
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
  by: { readonly id: string } | { readonly owner: DraftOwner },
): Promise<StoredDraft | undefined> {
  const query = db
    .selectFrom('flow_draft as d')
    .leftJoin('person as w', (join) =>
      join
        .onRef('w.agency_id', '=', 'd.agency_id')
        .on((e) => e.eb(e.cast<string>('w.id', 'text'), '=', e.ref('d.edited_by'))),
    )
    .leftJoin('power_version as v', (join) =>
      join.onRef('v.agency_id', '=', 'd.agency_id').onRef('v.id', '=', 'd.power_version_id'),
    )
    .leftJoin('category_flow_version as c', (join) =>
      join.onRef('c.agency_id', '=', 'd.agency_id').onRef('c.id', '=', 'd.category_flow_version_id'),
    )
    .selectAll('d')
    .select(['w.name as editor', 'v.state as power_state', 'c.state as category_state', 'c.discarded_at'])
    .where('d.agency_id', '=', agencyId);
  const row = await (
    'id' in by ? query.where('d.id', '=', by.id) : query.where(`d.${ownerColumn(by.owner)}`, '=', by.owner.id)
  ).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    agencyId: row.agency_id,
    owner: ownerOf(row),
    ownerState: z
      .enum(OWNER_STATES)
      .parse(row.discarded_at === null ? (row.power_state ?? row.category_state) : 'discarded'),
    officeId: row.office_id,
    powerCode: row.power_code,
    terms: termsSchema.parse(row.terms),
    baseVersionId: row.base_version_id,
    bpmn: row.bpmn,
    drawnBy: row.drawn_by,
    edit: { by: row.editor ?? row.edited_by, at: row.edited_at, rowVersion: row.row_version },
  };
}

const COLUMNS = {
  'power.version': 'power_version_id',
  'category-flow.version': 'category_flow_version_id',
} as const satisfies Record<DraftOwner['kind'], string>;

/** The column that holds a drawing to its owner. */
export function ownerColumn({ kind }: DraftOwner): (typeof COLUMNS)[DraftOwner['kind']] {
  return COLUMNS[kind];
}

function ownerOf(row: {
  readonly power_version_id: string | null;
  readonly category_flow_version_id: string | null;
}): DraftOwner {
  if (row.power_version_id !== null) return { kind: 'power.version', id: row.power_version_id };
  if (row.category_flow_version_id === null) throw new Error('a drawing without an owner');
  return { kind: 'category-flow.version', id: row.category_flow_version_id };
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
