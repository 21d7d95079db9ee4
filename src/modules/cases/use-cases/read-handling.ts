import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { handlingOf, type HandlingCount } from '../db/handling-counts.ts';
import { can } from '../policy.ts';

/** How the closed cases of a version went, for whoever oversees the office that keeps it; nothing for everybody else. */
export async function readHandling(
  { db }: Pick<UseCase, 'db'>,
  actor: Actor,
  of: { readonly agencyId: string; readonly powerVersionId: string; readonly officeId: string | null },
): Promise<readonly HandlingCount[] | undefined> {
  if (!can(actor, 'case/read-counts', { agencyId: of.agencyId, officeIds: [of.officeId] })) return undefined;
  return handlingOf(db, of);
}
