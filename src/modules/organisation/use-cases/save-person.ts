import { sql } from 'kysely';
import type { z } from 'zod';
import { err, legalDayOf, ok, type Result, type Uuid } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Conflict } from '#platform/database';
import type { CreatePersonRequest, UpdatePersonRequest } from '../contract/index.ts';
import { taken, type Forbidden, type NotFound, type Stale, type Taken } from '../domain/errors.ts';
import { recordChange, managedAgency, notUpdated } from './manage-agency.ts';

type Saved = { readonly id: Uuid; readonly rowVersion: number };

/** Adds a member of staff; a staff number is given once. The journal names them by id only. */
export async function createPerson(
  ctx: UseCase,
  actor: Actor,
  input: z.infer<typeof CreatePersonRequest> & { readonly agencyId: string },
): Promise<Result<Saved, Forbidden | NotFound | Taken | Conflict>> {
  const agency = await managedAgency(ctx, actor, input.agencyId);
  if (!agency.ok) return agency;
  const { agencyId } = agency.value;
  const id = ctx.ids.uuid(ctx.clock.now());
  return ctx.transact<Saved, Taken>(async (tx) => {
    const double = await tx
      .selectFrom('person')
      .select('id')
      .where('agency_id', '=', agencyId)
      .where('staff_no', '=', input.staffNo)
      .executeTakeFirst();
    if (double) return err(taken('staffNo'));
    await tx
      .insertInto('person')
      .values({
        agency_id: agencyId,
        id,
        name: input.name,
        staff_no: input.staffNo,
        title: input.title ?? '',
      })
      .execute();
    await recordChange(ctx, tx, actor, {
      action: 'organisation/create-person',
      agencyId,
      subject: { type: 'person', id },
    });
    return ok({ id, rowVersion: 1 });
  });
}

/** Changes what is given; who leaves (`active: false`) loses every post with today, and cannot log in any more. */
export async function updatePerson(
  ctx: UseCase,
  actor: Actor,
  input: z.infer<typeof UpdatePersonRequest> & {
    readonly agencyId: string;
    readonly id: string;
    readonly rowVersion: number;
  },
): Promise<Result<{ readonly rowVersion: number }, Forbidden | NotFound | Stale | Conflict>> {
  const agency = await managedAgency(ctx, actor, input.agencyId);
  if (!agency.ok) return agency;
  const { agencyId } = agency.value;
  const rowVersion = input.rowVersion + 1;
  const today = legalDayOf(ctx.clock.now());
  return ctx.transact<{ readonly rowVersion: number }, NotFound | Stale>(async (tx) => {
    const row = await tx
      .updateTable('person')
      .set({ name: input.name, title: input.title, active: input.active, row_version: rowVersion })
      .where('agency_id', '=', agencyId)
      .where('id', '=', input.id)
      .where('row_version', '=', input.rowVersion)
      .executeTakeFirst();
    if (row.numUpdatedRows !== 1n) return err(await notUpdated(tx, 'person', agencyId, input.id));
    if (input.active === false) {
      await tx
        .updateTable('assignment')
        .set({ valid_to: sql<string>`greatest(valid_from, ${today}::date)` })
        .where('agency_id', '=', agencyId)
        .where('person_id', '=', input.id)
        .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>', today)]))
        .execute();
    }
    await recordChange(ctx, tx, actor, {
      action: input.active === false ? 'organisation/person-leaves' : 'organisation/update-person',
      agencyId,
      subject: { type: 'person', id: input.id },
    });
    return ok({ rowVersion });
  });
}
