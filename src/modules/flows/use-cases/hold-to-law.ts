import type { LegalDay } from '#kernel';
import type { Reading } from '#platform/database';
import { filledPostKeys } from '../db/filled-posts.ts';
import { getFlowVersion } from '../db/flow-reader.ts';
import type { FlowIssue } from '../domain/errors.ts';
import { lawfulness, type FlowTerms } from '../domain/lawfulness.ts';

/**
 * Everything in which a kept flow does not fit a power as it is now (C7), with the posts that are filled on a day. It fitted
 * when it was taken; the type and the limits of the power may have changed since.
 */
export async function holdToLaw(
  db: Reading,
  of: {
    readonly agencyId: string;
    readonly flowVersionId: string;
    readonly terms: FlowTerms;
    readonly on: LegalDay;
  },
): Promise<readonly FlowIssue[]> {
  const { table } = await getFlowVersion(db, of.agencyId, of.flowVersionId);
  return lawfulness(table, { ...of.terms, filledPosts: await filledPostKeys(db, of.agencyId, of.on) });
}
