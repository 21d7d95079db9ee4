import { addDays, err, legalDayOf, ok, type Result, type Uuid } from '#kernel';
import { personIdOf, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import {
  bodyOfSeries,
  countActive,
  endMembership,
  insertBody,
  insertMembers,
  updateBody,
  writeRoute,
} from '../db/bodies.ts';
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
  if ((await countActive(ctx.db, agencyId, input.memberIds)) !== new Set(input.memberIds).size)
    return err({ code: 'deliberation/unknown-person', field: 'memberIds' });
  const before = input.id === undefined ? undefined : await findBody(ctx.db, { agencyId, id: input.id });
  if (input.id !== undefined && before === undefined) return err({ code: 'deliberation/not-found' });
  if (before !== undefined && before.rowVersion !== input.rowVersion)
    return err({ code: 'deliberation/stale' });
  const taken = await bodyOfSeries(ctx.db, agencyId, input.series);
  if (taken !== undefined && taken !== input.id) return err({ code: 'deliberation/series-taken' });
  const id = input.id ?? ctx.ids.uuid(ctx.clock.now());
  const key = { agencyId, id };
  const { name, series, quorum, decides, chairId } = input;
  const fields = { name, series, quorum, decides, chairId };
  return ctx.transact<{ readonly id: string; readonly rowVersion: number }, DeliberationRefusal>(
    async (tx) => {
      if (before === undefined) await insertBody(tx, key, { ...fields, importKey: input.importKey });
      else if (!(await updateBody(tx, { ...key, rowVersion: before.rowVersion }, fields)))
        return err({ code: 'deliberation/stale' });
      await settleMembers(tx, ctx, { agencyId, bodyId: id, memberIds: input.memberIds });
      await record(tx, ctx, actor, {
        action: 'save-body',
        agencyId,
        type: 'deliberative-body',
        id,
        after: { ...fields, members: [...input.memberIds].toSorted() },
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
  const key = { agencyId: of.agencyId, id: of.bodyId };
  const current = (await membersOn(tx, of.agencyId, today)).filter(({ bodyId }) => bodyId === of.bodyId);
  for (const { personId } of current)
    if (!of.memberIds.includes(personId)) await endMembership(tx, key, personId, addDays(today, -1));
  const fresh = of.memberIds.filter((id) => !current.some(({ personId }) => personId === id));
  if (fresh.length > 0)
    await insertMembers(
      tx,
      key,
      fresh.map((personId) => ({ id: ctx.ids.uuid(now), personId })),
      today,
    );
}

/**
 * Says of which body a kind of thing needs a resolution before it is published, or with null that it needs none. By the
 * first responsible person only; every setting stays on record with its reason.
 */
export async function setRoute(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: Uuid | string;
    readonly kind: RouteKind;
    readonly bodyId: string | null;
    readonly reason: string;
  },
): Promise<Result<void, DeliberationRefusal>> {
  const { agencyId, kind, bodyId, reason } = input;
  if (!can(actor, 'deliberation/set-route', { agencyId })) return err({ code: 'deliberation/forbidden' });
  if (bodyId !== null && (await findBody(ctx.db, { agencyId, id: bodyId })) === undefined)
    return err({ code: 'deliberation/not-found' });
  const now = ctx.clock.now();
  return ctx.transact<void, DeliberationRefusal>(async (tx) => {
    await writeRoute(
      tx,
      { agencyId, id: ctx.ids.uuid(now) },
      { kind, bodyId, reason, setBy: personIdOf(actor), at: now },
    );
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
