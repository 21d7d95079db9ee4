import { recorderOf, type Actor } from '#modules/access';
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
