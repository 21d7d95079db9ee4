import { err, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { tableItem, type Ballot, type DeliberationRefusal } from '#modules/deliberation';
import type { UseCase } from '#platform/context';
import { findVersion } from '../db/power-reader.ts';
import { digestOfVersion } from '../db/power-transactor.ts';
import { forbidden, notFound, notInThisState, type PowerRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';

/**
 * 提请审议: puts a version that has passed on the agenda of a meeting, bound to its digest. Refuses what tabling refuses, and
 * `powers/not-in-this-state` before it has passed.
 */
export async function tablePower(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly versionId: string;
    readonly meetingId: string;
    readonly ballot: Ballot;
  },
): Promise<Result<{ readonly itemId: string }, PowerRefusal | DeliberationRefusal>> {
  const version = await findVersion(ctx.db, input.agencyId, input.versionId);
  if (version === undefined) return err(notFound());
  const subject = { agencyId: version.agencyId, officeId: version.officeId ?? undefined };
  if (!can(actor, 'power/publish', subject)) return err(forbidden());
  if (version.state !== 'passed') return err(notInThisState(version.state));
  return tableItem(ctx, actor, {
    agencyId: input.agencyId,
    meetingId: input.meetingId,
    subject: { type: 'power.version', id: version.versionId, digest: digestOfVersion(version) },
    title: version.content.name,
    ballot: input.ballot,
  });
}
