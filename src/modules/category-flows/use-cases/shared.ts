import { recorderOf, type Actor } from '#modules/access';
import { getFlowVersion } from '#modules/flows';
import type { Reading } from '#platform/database';
import type { CategoryVersion } from '../db/version-reader.ts';

export type Key = { readonly agencyId: string; readonly versionId: string; readonly rowVersion: number };

export const subjectOf = ({ agencyId, officeId }: Pick<CategoryVersion, 'agencyId' | 'officeId'>) => ({
  agencyId,
  officeId,
});

/** The person who drafts; the system is none. */
export const drafterOf = (actor: Actor): string | undefined =>
  actor.kind === 'staff' ? actor.personId : undefined;

/** The journal row of a change of a draft; acts on a version write theirs with the approval. */
export const record = recorderOf<'category-flow.version'>('category-flow');

/** What a version that has passed is owed as: its drawing, or that the flow it began from ends; nothing before it is drawn. */
export async function owedOf(db: Reading, { agencyId, flow, ends, baseVersionId }: CategoryVersion) {
  if (ends && baseVersionId !== null) {
    const { rid } = await getFlowVersion(db, agencyId, baseVersionId);
    return { agencyId, rid, kind: 'flow-ending' as const };
  }
  return flow === null ? undefined : { agencyId, rid: flow.rid, kind: 'flow-version' as const };
}
