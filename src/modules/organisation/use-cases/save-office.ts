import type { z } from 'zod';
import { err, ok, type Result, type Uuid } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import type { CreateOfficeRequest, UpdateOfficeRequest } from '../contract/index.ts';
import { findVersion } from '../db/agency-row.ts';
import {
  unknownReference,
  type Forbidden,
  type NotFound,
  type Stale,
  taken,
  type Taken,
  type Unknown,
} from '../domain/errors.ts';
import { recordChange, managedAgency, notUpdated } from './manage-agency.ts';

type Saved = { readonly id: Uuid; readonly rowVersion: number };
type Refusal = Forbidden | NotFound | Unknown | Taken;

/**
 * Adds an office with its leader in charge and its first responsible person, both of this agency. Refuses `organisation/taken` for
 * a name another office of the agency has.
 */
export async function createOffice(
  ctx: UseCase,
  actor: Actor,
  input: z.infer<typeof CreateOfficeRequest> & { readonly agencyId: string },
): Promise<Result<Saved, Refusal | Conflict>> {
  const agency = await managedAgency(ctx, actor, input.agencyId);
  if (!agency.ok) return agency;
  const { agencyId } = agency.value;
  const id = ctx.ids.uuid(ctx.clock.now());
  return ctx.transact<Saved, Unknown | Taken>(async (tx) => {
    const stranger = await findStranger(tx, agencyId, input);
    if (stranger) return err(stranger);
    if (await isNameTaken(tx, { agencyId, id, name: input.name })) return err(taken('name'));
    await tx
      .insertInto('office')
      .values({
        agency_id: agencyId,
        id,
        name: input.name,
        kind: input.kind,
        functions: input.functions ?? '',
        leader_person_id: input.leaderId ?? null,
        head_person_id: input.headId ?? null,
        sort: input.sort ?? 0,
      })
      .execute();
    await recordChange(ctx, tx, actor, {
      action: 'organisation/create-office',
      agencyId,
      subject: { type: 'office', id },
      after: input,
    });
    return ok({ id, rowVersion: 1 });
  });
}

/** Changes what is given, against the version it was read at. Refuses `organisation/taken` as adding does. */
export async function updateOffice(
  ctx: UseCase,
  actor: Actor,
  input: z.infer<typeof UpdateOfficeRequest> & {
    readonly agencyId: string;
    readonly id: string;
    readonly rowVersion: number;
  },
): Promise<Result<{ readonly rowVersion: number }, Refusal | Stale | Conflict>> {
  const agency = await managedAgency(ctx, actor, input.agencyId);
  if (!agency.ok) return agency;
  const { agencyId } = agency.value;
  const rowVersion = input.rowVersion + 1;
  return ctx.transact<{ readonly rowVersion: number }, Unknown | NotFound | Stale | Taken>(async (tx) => {
    const stranger = await findStranger(tx, agencyId, input);
    if (stranger) return err(stranger);
    const { id, name } = input;
    if (name !== undefined && (await isNameTaken(tx, { agencyId, id, name }))) return err(taken('name'));
    const row = await tx
      .updateTable('office')
      .set({
        name: input.name,
        kind: input.kind,
        functions: input.functions,
        leader_person_id: input.leaderId,
        head_person_id: input.headId,
        sort: input.sort,
        row_version: rowVersion,
      })
      .where('agency_id', '=', agencyId)
      .where('id', '=', input.id)
      .where('row_version', '=', input.rowVersion)
      .executeTakeFirst();
    if (row.numUpdatedRows !== 1n) return err(await notUpdated(tx, 'office', agencyId, input.id));
    await recordChange(ctx, tx, actor, {
      action: 'organisation/update-office',
      agencyId,
      subject: { type: 'office', id: input.id },
      after: input,
    });
    return ok({ rowVersion });
  });
}

async function isNameTaken(
  tx: Tx,
  { agencyId, id, name }: { readonly agencyId: string; readonly id: string; readonly name: string },
): Promise<boolean> {
  const other = await tx
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('name', '=', name)
    .where('id', '<>', id)
    .executeTakeFirst();
  return other !== undefined;
}

async function findStranger(
  tx: Tx,
  agencyId: string,
  input: { readonly leaderId?: string | null | undefined; readonly headId?: string | null | undefined },
): Promise<Unknown | undefined> {
  for (const field of ['leaderId', 'headId'] as const) {
    const id = input[field];
    if (id && (await findVersion(tx, 'person', agencyId, id)) === undefined) return unknownReference(field);
  }
  return undefined;
}
