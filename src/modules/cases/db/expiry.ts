import { sql } from 'kysely';
import { formKeysAmong } from '#modules/powers';
import type { AppContext } from '#platform/context';

/** Of these objects the ones that a case, a draft of an application or a version of a power refers to; the rest may be swept. */
export async function referencedFiles(
  ctx: AppContext,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const [documents, drafts, forms] = await Promise.all([
    ctx.db.selectFrom('case_document').select('file_key').where('file_key', 'in', keys).execute(),
    sql<{
      key: string;
    }>`SELECT f->'stored'->>'key' AS key FROM application_draft d, jsonb_array_elements(d.files) f`.execute(
      ctx.db,
    ),
    formKeysAmong(ctx.db, keys),
  ]);
  return new Set([
    ...documents.flatMap((row) => row.file_key ?? []),
    ...drafts.rows.map(({ key }) => key),
    ...forms,
  ]);
}

/** Deletes drafts and sessions that are over. */
export async function sweepExpired(ctx: AppContext): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.deleteFrom('application_draft').where('expires_at', '<', now).execute();
  await ctx.db.deleteFrom('case_session').where('expires_at', '<', now).execute();
}
