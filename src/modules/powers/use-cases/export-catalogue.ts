import { err, legalDayOf, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { readableOffices, type VersionState } from '#modules/approval';
import type { UseCase } from '#platform/context';
import { writeSpreadsheet } from '#platform/spreadsheet';
import { readCatalogue, type CatalogueItem, type CatalogueWanted } from '../db/catalogue-reader.ts';
import { officesByKey } from '../db/office-reader.ts';
import { COLUMNS } from '../domain/sheet/columns.ts';
import { STATUS_HEADER } from '../domain/sheet/find-table.ts';
import { writeIdentity } from '../domain/sheet/identity.ts';
import { writeItem } from '../domain/sheet/write-item.ts';
import { can } from '../policy.ts';
import { digestOfContent } from './content-digest.ts';

/** `in-force`: what society sees today. `newest`: every item of the agency as it stands, drafts too. */
export type ExportInput = { readonly format: 'json' | 'xlsx' | 'csv' } & (
  | { readonly of: 'in-force'; readonly agency?: string | undefined }
  | { readonly of: 'newest'; readonly agencyId: string }
);
export type Exported = { readonly items: number; readonly bytes: Uint8Array<ArrayBuffer> };
type ExportRefusal = { readonly code: 'powers/forbidden' };

/** How far a version has come that is not in force yet, as the column 状态 says it. */
const STATE_WORDS: Readonly<Record<Exclude<VersionState, 'published'>, string>> = {
  draft: '草稿',
  signed: '处室已签',
  countersigned: '待审核',
  returned: '退回修改',
  passed: '待公布',
};
const STATUS_WORDS: Readonly<Record<string, string>> = {
  'in-force': '现行',
  transferred: '已划转',
  cancelled: '已取消',
};

/**
 * The catalogue as a file that an import reads back without a change: JSON with every element, or the 权责清单 as .xlsx or CSV. What
 * is in force is for everybody; the newest versions for who may read drafts, those of the offices whose drafts they may read.
 */
export async function exportCatalogue(
  ctx: UseCase,
  actor: Actor,
  input: ExportInput,
): Promise<Result<Exported, ExportRefusal>> {
  const officeIds = officesFor(actor, input);
  if (officeIds?.length === 0) return err({ code: 'powers/forbidden' });
  const wanted: CatalogueWanted =
    input.of === 'newest' ? { ...input, officeIds } : { ...input, asOf: legalDayOf(ctx.clock.now()) };
  const items = await readCatalogue(ctx.db, wanted);
  const bytes =
    input.format === 'json'
      ? asJson(items)
      : await writeSpreadsheet(await asTable(ctx, items, input.of === 'newest'), input.format);
  return ok({ items: items.length, bytes });
}

/** The offices whose newest versions are asked for and may be read; `undefined` means all. */
function officesFor(actor: Actor, input: ExportInput): readonly string[] | undefined {
  if (input.of !== 'newest' || can(actor, 'power/read-draft', { agencyId: input.agencyId })) return undefined;
  return actor.kind === 'staff' && actor.agencyId === input.agencyId ? readableOffices(actor) : [];
}

function asJson(items: readonly CatalogueItem[]): Uint8Array<ArrayBuffer> {
  const rows = items.map(({ code, powerId, content }) => ({ key: code ?? powerId, content }));
  return new TextEncoder().encode(`${JSON.stringify({ items: rows }, null, 1)}\n`);
}

/** With the number of each item where the list is to come back changed: names and codes may be what is mended in it. */
async function asTable(ctx: UseCase, items: readonly CatalogueItem[], numbered: boolean) {
  const columns = numbered ? COLUMNS : COLUMNS.filter(({ id }) => id !== 'id');
  const agencies = [...new Set(items.map(({ agencyId }) => agencyId))];
  const offices = new Map<string, ReadonlyMap<string, string>>();
  for (const id of agencies) {
    const names = await officesByKey(ctx.db, id);
    offices.set(id, new Map([...names].map(([key, { name }]) => [key, name])));
  }
  return {
    name: '权责清单',
    columns: [
      ...columns.map(({ header, width }) => ({ header, width })),
      { header: STATUS_HEADER, width: 8 },
    ],
    rows: items.map(({ agencyId, powerId, state, status, content }, i) => {
      const cells = new Map([
        ...writeItem(content, offices.get(agencyId) ?? new Map()),
        ['serial', String(i + 1)] as const,
        ['id', numbered ? writeIdentity(powerId, digestOfContent(content).toString('hex')) : ''] as const,
      ]);
      return [
        ...columns.map(({ id }) => cells.get(id) ?? ''),
        STATE_WORDS[state as keyof typeof STATE_WORDS] ?? STATUS_WORDS[status] ?? '',
      ];
    }),
  };
}
