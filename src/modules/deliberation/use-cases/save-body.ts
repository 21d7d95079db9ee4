import { addDays, err, legalDayOf, ok, type Result, type Uuid } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { findBody, membersOn } from '../db/reader.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import type { RouteKind } from '../domain/kinds.ts';
import type { Decider, Quorum } from '../domain/rules.ts';
import { can } from '../policy.ts';
import { record } from './record.ts';

export type BodyInput = {
  readonly agencyId: string;
  /** Absent for a new body. */
  readonly id?: string | undefined;
  readonly rowVersion?: number | undefined;
  readonly importKey?: string;
  readonly name: string;
  /** Word of the resolution numbers, unique in the agency: 唐商办决. */
  readonly series: string;
  readonly quorum: Quorum;
  readonly decides: Decider;
  readonly chairId: string;
  readonly memberIds: readonly string[];
};

/**
 * Registers or changes a body and who belongs to it from today on; who leaves was a member until yesterday. Refuses
 * `deliberation/chair-not-a-member`, `deliberation/unknown-person`, `deliberation/series-taken`, `deliberation/stale`.
 */
export async function saveBody(
  ctx: UseCase,
  actor: Actor,
  input: BodyInput,
): Promise<Result<{ readonly id: string; readonly rowVersion: number }, DeliberationRefusal>> {
  const { agencyId } = input;
  if (!can(actor, 'deliberation/keep', { agencyId })) return err({ code: 'deliberation/forbidden' });
  if (!input.memberIds.includes(input.chairId)) return err({ code: 'deliberation/chair-not-a-member' });
  const known = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('id', 'in', [...input.memberIds])
    .where('active', '=', true)
    .execute();
  if (known.length !== new Set(input.memberIds).size)
    return err({ code: 'deliberation/unknown-person', field: 'memberIds' });
  const before = input.id === undefined ? undefined : await findBody(ctx.db, { agencyId, id: input.id });
  if (input.id !== undefined && before === undefined) return err({ code: 'deliberation/not-found' });
  if (before !== undefined && before.rowVersion !== input.rowVersion)
    return err({ code: 'deliberation/stale' });
  const taken = await ctx.db
    .selectFrom('deliberative_body')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('series', '=', input.series)
    .executeTakeFirst();
  if (taken !== undefined && taken.id !== input.id) return err({ code: 'deliberation/series-taken' });
  const id = input.id ?? ctx.ids.uuid(ctx.clock.now());
  const values = {
    name: input.name,
    series: input.series,
    quorum: input.quorum,
    decides: input.decides,
    chair_id: input.chairId,
  };
  return ctx.transact<{ readonly id: string; readonly rowVersion: number }, DeliberationRefusal>(
    async (tx) => {
      if (before === undefined)
        await tx
          .insertInto('deliberative_body')
          .values({ agency_id: agencyId, id, import_key: input.importKey ?? null, ...values })
          .execute();
      else {
        const { numUpdatedRows } = await tx
          .updateTable('deliberative_body')
          .set({ ...values, row_version: before.rowVersion + 1 })
          .where('agency_id', '=', agencyId)
          .where('id', '=', id)
          .where('row_version', '=', before.rowVersion)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return err({ code: 'deliberation/stale' });
      }
      await settleMembers(tx, ctx, { agencyId, bodyId: id, memberIds: input.memberIds });
      await record(tx, ctx, actor, {
        action: 'save-body',
        agencyId,
        type: 'deliberative-body',
        id,
        after: { ...values, members: [...input.memberIds].toSorted() },
      });
      return ok({ id, rowVersion: (before?.rowVersion ?? 0) + 1 });
    },
  );
}

async function settleMembers(
  tx: Tx,
  ctx: UseCase,
  of: { readonly agencyId: string; readonly bodyId: string; readonly memberIds: readonly string[] },
): Promise<void> {
  const now = ctx.clock.now();
  const today = legalDayOf(now);
  const current = (await membersOn(tx, of.agencyId, today)).filter(({ bodyId }) => bodyId === of.bodyId);
  const gone = current.filter(({ personId }) => !of.memberIds.includes(personId));
  for (const { personId } of gone)
    await tx
      .updateTable('body_member')
      .set((e) => ({ valid_to: e.fn<string>('greatest', ['valid_from', e.val(addDays(today, -1))]) }))
      .where('agency_id', '=', of.agencyId)
      .where('body_id', '=', of.bodyId)
      .where('person_id', '=', personId)
      .where('valid_to', 'is', null)
      .execute();
  const fresh = of.memberIds.filter((id) => !current.some(({ personId }) => personId === id));
  if (fresh.length > 0)
    await tx
      .insertInto('body_member')
      .values(
        fresh.map((personId) => ({
          agency_id: of.agencyId,
          id: ctx.ids.uuid(now),
          body_id: of.bodyId,
          person_id: personId,
          valid_from: today,
        })),
      )
      .execute();
}

/**
 * Says of which body a kind of thing needs a resolution before it is published, or with null that it needs none. By the
 * first responsible person only; every setting stays on record.
 */
export async function setRoute(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: Uuid | string; readonly kind: RouteKind; readonly bodyId: string | null },
): Promise<Result<void, DeliberationRefusal>> {
  const { agencyId, kind, bodyId } = input;
  if (!can(actor, 'deliberation/set-route', { agencyId })) return err({ code: 'deliberation/forbidden' });
  if (bodyId !== null && (await findBody(ctx.db, { agencyId, id: bodyId })) === undefined)
    return err({ code: 'deliberation/not-found' });
  const now = ctx.clock.now();
  return ctx.transact<void, DeliberationRefusal>(async (tx) => {
    const set = { body_id: bodyId, set_by: personIdOf(actor), set_at: now };
    await tx
      .insertInto('approval_route')
      .values({ agency_id: agencyId, kind, ...set })
      .onConflict((conflict) => conflict.columns(['agency_id', 'kind']).doUpdateSet(set))
      .execute();
    await tx
      .insertInto('approval_route_change')
      .values({ agency_id: agencyId, id: ctx.ids.uuid(now), kind, ...set })
      .execute();
    await record(tx, ctx, actor, {
      action: 'set-route',
      agencyId,
      type: 'approval-route',
      id: kind,
      after: { body: bodyId },
    });
    return ok();
  });
}
