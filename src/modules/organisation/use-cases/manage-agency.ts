import { z } from 'zod';
import { err, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Reading, Tx } from '#platform/database';
import { findAgencyRow, findVersion, type AgencyRow } from '../db/agency-row.ts';
import { forbidden, notFound, stale, type Forbidden, type NotFound, type Stale } from '../domain/errors.ts';
import { can } from '../policy.ts';

/** The agency, when this actor keeps its organisation. */
export async function managedAgency(
  ctx: UseCase,
  actor: Actor,
  agencyId: string,
): Promise<Result<AgencyRow, Forbidden | NotFound>> {
  const agency = await findAgencyRow(ctx.db, agencyId);
  if (!agency) return err(notFound());
  return can(actor, 'agency/manage', agency) ? ok(agency) : err(forbidden());
}

/** Why an update of one version found no row: it is gone, or somebody else was faster. */
export async function notUpdated(
  db: Reading,
  part: 'office' | 'post' | 'person',
  agencyId: string,
  id: string,
): Promise<NotFound | Stale> {
  const version = await findVersion(db, part, agencyId, id);
  return version === undefined ? notFound() : stale(version);
}

/** Writes the journal row of a change, and ends the cached pages that may show what was before. */
export async function recordChange(
  ctx: UseCase,
  tx: Tx,
  actor: Actor,
  change: {
    readonly action: `organisation/${string}`;
    readonly agencyId: string;
    readonly subject: { readonly type: string; readonly id: string };
    /** The row afterwards; only its digest is kept. */
    readonly after?: object;
    /** Post the act was done at. */
    readonly postId?: string;
  },
): Promise<void> {
  await writeJournal(tx, {
    ids: ctx.ids,
    at: ctx.clock.now(),
    actor: actorRef(actor, change.postId),
    action: change.action,
    subjectType: change.subject.type,
    subjectRid: change.subject.id,
    agencyId: change.agencyId,
    ...(change.after === undefined ? {} : { after: toJson(change.after) }),
    requestId: ctx.requestId,
  });
  await tx
    .updateTable('publication_epoch')
    .set((e) => ({ epoch: e('epoch', '+', 1n) }))
    .execute();
}

/** Without members that are undefined, which JSON does not know. */
function toJson(value: object): z.core.util.JSONType {
  return z.json().parse(JSON.parse(JSON.stringify(value)));
}
