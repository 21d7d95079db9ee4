import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { AppContext } from '#platform/context';
import type { Reading, Tx } from '#platform/database';
import type { StoredFile } from '#platform/files';
import type { PowerContent } from '../domain/content.ts';
import { formsIn, type FormFile, type PlacedForm } from '../domain/form-file.ts';

/** A form as the agency holds it. */
export type HeldForm = {
  readonly sha256: string;
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
};

export async function findForm(db: Reading, agencyId: string, sha256: string): Promise<HeldForm | undefined> {
  return (await heldForms(db, agencyId, [sha256])).get(sha256);
}

/** Of these digests the forms that an agency holds. */
export async function heldForms(
  db: Reading,
  agencyId: string,
  digests: readonly string[],
): Promise<ReadonlyMap<string, HeldForm>> {
  if (digests.length === 0) return new Map();
  const rows = await db
    .selectFrom('power_form_file')
    .select(['sha256', 'file_key', 'name', 'media_type', 'size'])
    .where('agency_id', '=', agencyId)
    .where('sha256', 'in', [...new Set(digests)])
    .execute();
  return new Map(
    rows.map((row) => [
      row.sha256,
      {
        sha256: row.sha256,
        key: row.file_key,
        name: row.name,
        type: row.media_type,
        size: Number(row.size),
      },
    ]),
  );
}

/** Whether a form is what a content says of it. */
export function isHeldAs(held: ReadonlyMap<string, HeldForm>, file: FormFile): boolean {
  const found = held.get(file.sha256);
  return found?.type === file.type && found.size === file.size;
}

/** The elements of a content whose forms the agency does not hold. */
export async function unknownFormsOf(
  db: Reading,
  agencyId: string,
  content: PowerContent,
): Promise<readonly PlacedForm['field'][]> {
  const forms = formsIn(content);
  const held = await heldForms(
    db,
    agencyId,
    forms.map(({ file }) => file.sha256),
  );
  return [...new Set(forms.filter(({ file }) => !isHeldAs(held, file)).map(({ field }) => field))];
}

/** Takes a stored file in as a form; answers with the key it is held under, an older one where the same bytes are here. */
export async function insertForm(
  tx: Tx,
  agencyId: string,
  { name, stored, at }: { readonly name: string; readonly stored: StoredFile; readonly at: Date },
): Promise<string> {
  const row = await tx
    .insertInto('power_form_file')
    .values({
      agency_id: agencyId,
      sha256: stored.sha256,
      file_key: stored.key,
      name,
      media_type: stored.type,
      size: BigInt(stored.size),
      uploaded_at: at,
    })
    .onConflict((c) => c.constraint('power_form_file_pk').doUpdateSet({ name, uploaded_at: at }))
    .returning('file_key')
    .executeTakeFirstOrThrow();
  return row.file_key;
}

/**
 * Notes which forms versions carry from now on; whoever calls has made these versions or changed them from `before` in the same
 * transaction. Writes nothing where the forms stay the same.
 */
export async function holdForms(
  tx: Tx,
  agencyId: string,
  versions: readonly {
    readonly versionId: string;
    readonly content: PowerContent;
    readonly before?: PowerContent;
  }[],
): Promise<void> {
  const changed = versions
    .map(({ versionId, content, before }) => ({
      versionId,
      now: digestsIn(content),
      earlier: before === undefined ? [] : digestsIn(before),
    }))
    .filter(({ now, earlier }) => !isDeepStrictEqual(now, earlier));
  const emptied = changed.filter(({ earlier }) => earlier.length > 0).map(({ versionId }) => versionId);
  if (emptied.length > 0)
    await tx
      .deleteFrom('power_version_form_file')
      .where('agency_id', '=', agencyId)
      .where('version_id', 'in', emptied)
      .execute();
  const named = changed.flatMap(({ versionId, now }) =>
    now.map((sha256) => ({ agency_id: agencyId, version_id: versionId, sha256 })),
  );
  if (named.length > 0) await tx.insertInto('power_version_form_file').values(named).execute();
}

/** The digests of a content's forms, each once, in a fixed order. */
function digestsIn(content: PowerContent): readonly string[] {
  return [...new Set(formsIn(content).map(({ file }) => file.sha256))].toSorted();
}

/** Of these objects the ones that are forms; the rest is not this module's. */
export async function formKeysAmong(db: Reading, keys: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('power_form_file')
    .select('file_key')
    .where('file_key', 'in', [...keys])
    .execute();
  return rows.map((row) => row.file_key);
}

/** Forgets forms that no version carries and nobody uploaded again since; their objects are swept as whatever nothing refers to. */
export async function forgetForms(ctx: AppContext, uploadedBefore: Date): Promise<void> {
  await sql`
    DELETE FROM power_form_file f
     WHERE f.uploaded_at < ${uploadedBefore}
       AND NOT EXISTS (SELECT FROM power_version_form_file v WHERE v.agency_id = f.agency_id AND v.sha256 = f.sha256)`.execute(
    ctx.db,
  );
}
