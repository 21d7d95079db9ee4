import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { findReference, heldAlike, type FiledAlike } from '../db/inbox-reader.ts';
import type { ReferenceEntry } from '../domain/reconcile.ts';
import { can } from '../policy.ts';

export type AlikeOnFile = {
  /** The entry of the reference list, if it has one. */
  readonly reference: ReferenceEntry | undefined;
  readonly filed: readonly FiledAlike[];
};

/**
 * The same power as an agency has it on file from below and in its reference list; nothing for whoever may not read what
 * was filed. `codes` are the basic code and its own, in the order in which the reference list is asked.
 */
export async function readAlike(
  { db }: Pick<UseCase, 'db'>,
  actor: Actor,
  of: {
    readonly agencyId: string;
    readonly basicCode: string;
    readonly codes: readonly string[];
    readonly limit: number;
  },
): Promise<AlikeOnFile> {
  if (!can(actor, 'filing/read', { agencyId: of.agencyId })) return { reference: undefined, filed: [] };
  const [reference, filed] = await Promise.all([findReference(db, of.agencyId, of.codes), heldAlike(db, of)]);
  return { reference, filed };
}
