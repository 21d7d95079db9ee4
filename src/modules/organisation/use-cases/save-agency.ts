import type { z } from 'zod';
import { err, ok, type Result, type Uuid } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import type { CreateAgencyRequest, UpdateAgencyRequest } from '../contract/index.ts';
import { findAgencyRow } from '../db/agency-row.ts';
import {
  forbidden,
  notFound,
  stale,
  taken,
  unknownReference,
  type Forbidden,
  type NotFound,
  type Stale,
  type Taken,
  type Unknown,
} from '../domain/errors.ts';
import { can } from '../policy.ts';
import { recordChange, managedAgency } from './manage-agency.ts';

type Saved = { readonly id: Uuid; readonly rowVersion: number };

/**
 * Registers a body below another. By an organisation administrator of the body above. Refusals:
 * `organisation/unknown` (parentId), `organisation/taken` (slug, uscc).
 */
export async function createAgency(
  ctx: UseCase,
  actor: Actor,
  input: z.infer<typeof CreateAgencyRequest>,
): Promise<Result<Saved, Forbidden | Unknown | Taken | Conflict>> {
  if (!can(actor, 'agency/create', input)) return err(forbidden());
  if (!(await findAgencyRow(ctx.db, input.parentId))) return err(unknownReference('parentId'));
  const now = ctx.clock.now();
  const id = ctx.ids.uuid(now);
  return ctx.transact<Saved, Unknown | Taken>(async (tx) => {
    const double = await findDouble(tx, id, input);
    if (double) return err(double);
    await tx
      .insertInto('agency')
      .values({
        id,
        slug: input.slug,
        parent_id: input.parentId,
        name: input.name,
        kind: input.kind,
        level: input.level,
        division_code: input.divisionCode,
        uscc: input.uscc,
        details: JSON.stringify(input.details),
        created_at: now,
      })
      .execute();
    await recordChange(ctx, tx, actor, {
      action: 'organisation/create-agency',
      agencyId: id,
      subject: { type: 'agency', id },
      after: input,
    });
    return ok({ id, rowVersion: 1 });
  });
}

/** Changes what is given, against the version it was read at. */
export async function updateAgency(
  ctx: UseCase,
  actor: Actor,
  input: z.infer<typeof UpdateAgencyRequest> & { readonly agencyId: string; readonly rowVersion: number },
): Promise<Result<Saved, Forbidden | NotFound | Stale | Taken | Conflict>> {
  const agency = await managedAgency(ctx, actor, input.agencyId);
  if (!agency.ok) return agency;
  const id = agency.value.agencyId;
  const { rowVersion, details, ...fields } = input;
  return ctx.transact<Saved, NotFound | Stale | Taken>(async (tx) => {
    const double = await findDouble(tx, id, input);
    if (double) return err(double);
    const row = await tx
      .updateTable('agency')
      .set({
        name: fields.name,
        kind: fields.kind,
        level: fields.level,
        division_code: fields.divisionCode,
        uscc: fields.uscc,
        details: details === undefined ? undefined : JSON.stringify(details),
        row_version: rowVersion + 1,
      })
      .where('id', '=', id)
      .where('row_version', '=', rowVersion)
      .executeTakeFirst();
    if (row.numUpdatedRows !== 1n) {
      const now = await tx.selectFrom('agency').select('row_version').where('id', '=', id).executeTakeFirst();
      return err(now ? stale(now.row_version) : notFound());
    }
    await recordChange(ctx, tx, actor, {
      action: 'organisation/update-agency',
      agencyId: id,
      subject: { type: 'agency', id },
      after: input,
    });
    return ok({ id, rowVersion: rowVersion + 1 });
  });
}

async function findDouble(
  tx: Tx,
  id: string,
  input: { readonly slug?: string; readonly uscc?: string | null | undefined },
): Promise<Taken | undefined> {
  const { slug, uscc } = input;
  const rows = await tx
    .selectFrom('agency')
    .select(['slug', 'uscc'])
    .where('id', '!=', id)
    .where((e) => e.or([e('slug', '=', slug ?? null), e('uscc', '=', uscc ?? null)]))
    .execute();
  if (rows.some((r) => r.slug === slug)) return taken('slug');
  return rows.length > 0 ? taken('uscc') : undefined;
}
