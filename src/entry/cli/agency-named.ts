import type { Reading } from '#platform/database';
import { UsageError } from './command.ts';

/** The id of the agency with this slug or credit code. */
export async function agencyNamed(db: Reading, wanted: string): Promise<string> {
  const agency = await db
    .selectFrom('agency')
    .select('id')
    .where((e) => e.or([e('slug', '=', wanted), e('uscc', '=', wanted)]))
    .executeTakeFirst();
  if (!agency) throw new UsageError(`no agency ${wanted}`);
  return agency.id;
}
