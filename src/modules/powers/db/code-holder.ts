import type { Reading } from '#platform/database';
import { codeIn } from '../domain/content.ts';
import { powerOfCode, type PowerVersion } from './power-reader.ts';

/** The item that holds a code already, as far as the agency that asks may know it. */
export type CodeHolder = { readonly code: string; readonly name?: string; readonly href?: string };

/** Who holds the code that a version asks for, when that is not its own. */
export async function findCodeHolder(
  db: Reading,
  version: Pick<PowerVersion, 'agencyId' | 'code' | 'content'>,
): Promise<CodeHolder | undefined> {
  const code = codeIn(version.content);
  if (code === null || code === version.code) return undefined;
  const powerId = await powerOfCode(db, code);
  return powerId === undefined ? undefined : describe(db, version.agencyId, code, powerId);
}

async function describe(db: Reading, agencyId: string, code: string, powerId: string): Promise<CodeHolder> {
  const row = await db
    .selectFrom('power_version')
    .select(['id', 'name', 'state', 'agency_id'])
    .where('power_id', '=', powerId)
    .orderBy('n', (o) => o.desc().nullsLast())
    .limit(1)
    .executeTakeFirst();
  if (row?.agency_id === agencyId) return { code, name: row.name, href: `/desk/powers/${row.id}` };
  // What another agency has not published is not told.
  return row?.state === 'published'
    ? { code, name: row.name, href: `/powers/${encodeURIComponent(code)}` }
    : { code };
}
