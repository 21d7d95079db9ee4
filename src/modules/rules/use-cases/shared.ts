import { recorderOf, type Actor } from '#modules/access';
import type { RuleVersion } from '../db/rule-reader.ts';

export const subjectOf = ({ agencyId, officeId }: Pick<RuleVersion, 'agencyId' | 'officeId'>) => ({
  agencyId,
  officeId,
});

/** What of a version is owed to society once it has passed. */
export const owedFor = ({ agencyId, rid }: Pick<RuleVersion, 'agencyId' | 'rid'>) => ({
  agencyId,
  rid,
  kind: 'rule-version' as const,
});

/** The person who drafts; the system is none. */
export const drafterOf = (actor: Actor): string | undefined =>
  actor.kind === 'staff' ? actor.personId : undefined;

/** The journal row of a change of a draft; acts on a version write theirs with the approval. */
export const record = recorderOf<'rule'>('rule');
