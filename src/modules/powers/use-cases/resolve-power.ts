import { err, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import {
  findResolution,
  findRoute,
  findTabled,
  tableItem,
  type Ballot,
  type DeliberationRefusal,
  type Resolution,
} from '#modules/deliberation';
import type { UseCase } from '#platform/context';
import type { Reading } from '#platform/database';
import { findVersion, type PowerVersion } from '../db/power-reader.ts';
import { digestOfVersion } from '../db/power-transactor.ts';
import { forbidden, notFound, notInThisState, type PowerRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';

export type Resolving = {
  readonly bodyName: string;
  /** The adopted resolution on exactly this version; absent until there is one. */
  readonly resolution?: Resolution;
  readonly tabled?: { readonly meetingId: string; readonly state: string };
};

/** Where a version stands with the body whose resolution it needs; undefined where the agency asks for none (A4). */
export async function resolvingOf(db: Reading, version: PowerVersion): Promise<Resolving | undefined> {
  const route = await findRoute(db, version.agencyId, 'power.version');
  if (route === undefined) return undefined;
  const of = { type: 'power.version', id: version.versionId } as const;
  const [resolution, tabled] = await Promise.all([
    findResolution(db, version.agencyId, { ...of, bodyId: route.bodyId, digest: digestOfVersion(version) }),
    findTabled(db, version.agencyId, of),
  ]);
  return {
    bodyName: route.bodyName,
    ...(resolution === undefined ? {} : { resolution }),
    ...(tabled === undefined ? {} : { tabled }),
  };
}

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
