import { err, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { nextState } from '#modules/approval';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import type { FileError } from '#platform/files';
import { checkContainer } from '#platform/spreadsheet';
import { insertForm } from '../db/form-files.ts';
import { findVersion } from '../db/power-reader.ts';
import { forbidden, notFound, notInThisState, type PowerRefusal } from '../domain/errors.ts';
import { FormFileType, type FormFile } from '../domain/form-file.ts';
import { can } from '../policy.ts';

export type FormFileError =
  | FileError
  | { readonly code: 'file/macros' }
  | { readonly code: 'file/encrypted' }
  | { readonly code: 'file/damaged' };

export type StoreFormInput = {
  readonly agencyId: string;
  readonly versionId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
};

/**
 * Takes a blank form or a sample in for a version that still takes edits; it belongs to the version once the content names
 * it. Refuses `powers/not-found`, `powers/forbidden`, `powers/not-in-this-state`, and files that are too large, of another kind,
 * with macros, encrypted or damaged (`file/…`), of which nothing stays.
 */
export async function storeForm(
  ctx: UseCase,
  actor: Actor,
  { agencyId, versionId, name, bytes }: StoreFormInput,
): Promise<Result<FormFile, PowerRefusal | FormFileError | Conflict>> {
  const version = await findVersion(ctx.db, agencyId, versionId);
  if (!version) return err(notFound());
  if (!can(actor, 'power/draft', { agencyId, officeId: version.officeId ?? undefined }))
    return err(forbidden());
  if (!nextState(version.state, 'edit')) return err(notInThisState(version.state));
  const fault = faultOf(bytes);
  if (fault) return err(fault);
  const stored = await ctx.files.put(once(bytes), { maxBytes: ctx.config.uploadLimitBytes });
  if (!stored.ok) return stored;
  const { key, sha256, size } = stored.value;
  const type = FormFileType.safeParse(stored.value.type);
  if (!type.success) {
    await ctx.files.remove(key);
    return err({ code: 'file/type-not-allowed', type: stored.value.type });
  }
  const now = ctx.clock.now();
  const held = await ctx.transact(async (tx) => {
    const kept = await insertForm(tx, agencyId, { name, stored: stored.value, at: now });
    await writeJournal(tx, {
      ids: ctx.ids,
      at: now,
      actor: actorRef(actor),
      action: 'power/form',
      subjectType: 'power.version',
      subjectRid: version.rid,
      agencyId,
      after: { sha256 },
      requestId: ctx.requestId,
    });
    return ok(kept);
  });
  if (!held.ok) return held;
  if (held.value !== key) await ctx.files.remove(key);
  return ok({ name, type: type.data, size, sha256 });
}

const ZIP = [0x50, 0x4b, 0x03, 0x04] as const;

/** What a packed document says of itself before anything else looks at it; the store types everything else. */
function faultOf(bytes: Uint8Array): FormFileError | undefined {
  if (!ZIP.every((byte, at) => bytes[at] === byte)) return undefined;
  switch (checkContainer(bytes)) {
    case undefined:
      return undefined;
    case 'sheet/macros':
      return { code: 'file/macros' };
    case 'sheet/encrypted':
      return { code: 'file/encrypted' };
    case 'sheet/damaged':
    case 'sheet/expands-too-far':
      return { code: 'file/damaged' };
    case 'sheet/legacy-format':
    case 'sheet/not-a-workbook':
      return { code: 'file/type-not-allowed', type: 'application/zip' };
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
