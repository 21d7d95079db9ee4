import type { Reading } from '#platform/database';
import type { AgencyItem, PersonItem } from '../contract/index.ts';

type Page = { readonly limit: number; readonly after?: string | undefined };

/** Agencies in the order they were registered (the key is a UUIDv7); society may read them. */
export async function pageAgencies(
  db: Reading,
  page: Page,
): Promise<{ items: AgencyItem[]; next: string | null }> {
  const rows = await db
    .selectFrom('agency')
    .select(['id', 'slug', 'name', 'kind', 'level', 'division_code', 'uscc', 'parent_id'])
    .$if(page.after !== undefined, (q) => q.where('id', '>', page.after ?? ''))
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
  const items = rows.slice(0, page.limit).map(({ division_code, parent_id, ...row }) => ({
    ...row,
    divisionCode: division_code,
    parentId: parent_id,
  }));
  return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
}

/** Members of staff in the order they were entered, also those who left. */
export async function pagePersons(
  db: Reading,
  agencyId: string,
  page: Page,
): Promise<{ items: PersonItem[]; next: string | null }> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'staff_no', 'title', 'active', 'row_version'])
    .where('agency_id', '=', agencyId)
    .$if(page.after !== undefined, (q) => q.where('id', '>', page.after ?? ''))
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
  const items = rows.slice(0, page.limit).map(({ staff_no, row_version, ...row }) => ({
    ...row,
    staffNo: staff_no,
    rowVersion: row_version,
  }));
  return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
}
