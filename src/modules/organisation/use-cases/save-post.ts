import type { z } from 'zod';
import { err, ok, type Result, type Uuid } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import type { CreatePostRequest, UpdatePostRequest } from '../contract/index.ts';
import { findVersion } from '../db/agency-row.ts';
import {
  unknownReference,
  type Forbidden,
  type NotFound,
  type Stale,
  type Unknown,
} from '../domain/errors.ts';
import { recordChange, managedAgency, notUpdated } from './manage-agency.ts';

type Saved = { readonly id: Uuid; readonly rowVersion: number };
type Refusal = Forbidden | NotFound | Unknown;

/** Adds a post to an office of the agency. */
export async function createPost(
  ctx: UseCase,
  actor: Actor,
  input: z.infer<typeof CreatePostRequest> & { readonly agencyId: string },
): Promise<Result<Saved, Refusal | Conflict>> {
  const agency = await managedAgency(ctx, actor, input.agencyId);
  if (!agency.ok) return agency;
  const { agencyId } = agency.value;
  const id = ctx.ids.uuid(ctx.clock.now());
  return ctx.transact<Saved, Unknown>(async (tx) => {
    if ((await findVersion(tx, 'office', agencyId, input.officeId)) === undefined)
      return err(unknownReference('officeId'));
    await tx
      .insertInto('post')
      .values({
        agency_id: agencyId,
        id,
        office_id: input.officeId,
        name: input.name,
        kind: input.kind,
        duties: input.duties ?? '',
        sort: input.sort ?? 0,
      })
      .execute();
    await recordChange(ctx, tx, actor, {
      action: 'organisation/create-post',
      agencyId,
      subject: { type: 'post', id },
      after: input,
    });
    return ok({ id, rowVersion: 1 });
  });
}

/** Changes what is given, against the version it was read at. */
export async function updatePost(
  ctx: UseCase,
  actor: Actor,
  input: z.infer<typeof UpdatePostRequest> & {
    readonly agencyId: string;
    readonly id: string;
    readonly rowVersion: number;
  },
): Promise<Result<{ readonly rowVersion: number }, Refusal | Stale | Conflict>> {
  const agency = await managedAgency(ctx, actor, input.agencyId);
  if (!agency.ok) return agency;
  const { agencyId } = agency.value;
  const rowVersion = input.rowVersion + 1;
  return ctx.transact<{ readonly rowVersion: number }, Unknown | NotFound | Stale>(async (tx) => {
    if (
      input.officeId !== undefined &&
      (await findVersion(tx, 'office', agencyId, input.officeId)) === undefined
    )
      return err(unknownReference('officeId'));
    const row = await tx
      .updateTable('post')
      .set({
        office_id: input.officeId,
        name: input.name,
        kind: input.kind,
        duties: input.duties,
        sort: input.sort,
        row_version: rowVersion,
      })
      .where('agency_id', '=', agencyId)
      .where('id', '=', input.id)
      .where('row_version', '=', input.rowVersion)
      .executeTakeFirst();
    if (row.numUpdatedRows !== 1n) return err(await notUpdated(tx, 'post', agencyId, input.id));
    await recordChange(ctx, tx, actor, {
      action: 'organisation/update-post',
      agencyId,
      subject: { type: 'post', id: input.id },
      after: input,
    });
    return ok({ rowVersion });
  });
}
