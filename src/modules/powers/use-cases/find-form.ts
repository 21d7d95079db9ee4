import { err, ok, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import type { Reading } from '#platform/database';
import { findForm, type HeldForm } from '../db/form-files.ts';
import { findShownVersion, findVersion } from '../db/power-reader.ts';
import { forbidden, notFound, type PowerRefusal } from '../domain/errors.ts';
import { formsIn } from '../domain/form-file.ts';
import type { PowerContent } from '../domain/content.ts';
import { can } from '../policy.ts';

type FormKey = { readonly agencyId: string; readonly versionId: string; readonly sha256: string };

/**
 * A form of a version for staff: whoever reads the version opens what its content names, and whoever drafts it also what was
 * uploaded a moment ago and is not stored with it yet. Refuses `powers/not-found` and `powers/forbidden`.
 */
export async function readForm(
  db: Reading,
  actor: Actor,
  { agencyId, versionId, sha256 }: FormKey,
): Promise<Result<HeldForm, PowerRefusal>> {
  const version = await findVersion(db, agencyId, versionId);
  if (!version) return err(notFound());
  const subject = { agencyId, officeId: version.officeId ?? undefined };
  if (!can(actor, 'power/read-draft', subject)) return err(forbidden());
  const named = formIn(version.content, sha256);
  const held = await findForm(db, agencyId, sha256);
  if (held === undefined || (named === undefined && !can(actor, 'power/draft', subject)))
    return err(notFound());
  return ok({ ...held, name: named?.name ?? held.name });
}

/** A form of a published version that a checkpoint covers: what society may have of a record. */
export async function findPublicForm(
  db: Reading,
  { rid, sha256 }: { readonly rid: string; readonly sha256: string },
): Promise<HeldForm | undefined> {
  const version = await findShownVersion(db, rid);
  if (version === undefined) return undefined;
  const named = formIn(version.content, sha256);
  if (named === undefined) return undefined;
  const held = await findForm(db, version.agencyId, sha256);
  return held && { ...held, name: named.name };
}

function formIn(content: PowerContent, sha256: string) {
  return formsIn(content).find(({ file }) => file.sha256 === sha256)?.file;
}
