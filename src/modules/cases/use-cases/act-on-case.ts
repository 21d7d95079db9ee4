import { err, type Result, type Uuid } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { findCase, getParty } from '../db/case-reader.ts';
import { commitCase } from '../db/commit-case.ts';
import { environmentOf } from '../db/environment.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import type { Case } from '../engine/case.ts';
import type { CaseEnv } from '../engine/env.ts';
import type { Acted } from '../engine/happening.ts';
import { can, subjectOf } from '../policy.ts';

export type CaseKey = { readonly agencyId: string; readonly caseId: string };
export type ActedCase = {
  readonly version: number;
  readonly state: Case['state'];
  readonly number: string | null;
  readonly documents: readonly string[];
};

type Act = {
  readonly action: string;
  readonly key: CaseKey;
  /** Version the actor saw; another one is refused as `cases/stale`. */
  readonly version?: number | undefined;
  readonly node?: string | null;
  readonly postId?: (c: Case) => string | null;
  /** May this actor do it at all; the case is shown to be absent to whoever may not read it. */
  readonly allowed: (c: Case, env: CaseEnv) => CaseRefusal | null | Promise<CaseRefusal | null>;
  readonly decide: (env: CaseEnv, c: Case) => Result<Acted, CaseRefusal>;
  /** Further rows of the same transaction, of the same moment. */
  readonly also?: (tx: Tx, c: Case, now: Date) => Promise<void>;
};

/** Gather, decide, commit: the one way every act on a case goes. */
export async function actOnCase(
  ctx: UseCase,
  actor: Actor,
  act: Act,
): Promise<Result<ActedCase, CaseRefusal>> {
  const where = { agencyId: act.key.agencyId, id: act.key.caseId };
  const c = await findCase(ctx.db, where);
  if (c === undefined || !can(actor, 'case/read', subjectOf(c))) return err({ code: 'cases/not-found' });
  if (act.version !== undefined && act.version !== c.version) return err(await lostTo(ctx, c, act));
  const [env, party] = await Promise.all([environmentOf(ctx, c), getParty(ctx.db, where)]);
  const refused = await act.allowed(c, env);
  if (refused !== null) return err(refused);
  const acted = act.decide(env, c);
  if (!acted.ok) return acted;
  const done = await ctx.transact(async (tx) => {
    const committed = await commitCase(tx, ctx, {
      before: c,
      acted: acted.value,
      at: env.now,
      actor,
      postId: act.postId?.(c) ?? null,
      node: act.node ?? null,
      party,
      table: env.table,
      action: act.action,
    });
    if (committed.ok) await act.also?.(tx, committed.value.next, env.now);
    return committed;
  });
  if (!done.ok) {
    if (done.error.code !== 'conflict') return done;
    const now = await findCase(ctx.db, where);
    return err(now === undefined ? { code: 'cases/not-found' } : await lostTo(ctx, now, act));
  }
  const { next, documents } = done.value;
  return { ok: true, value: { version: next.version, state: next.state, number: next.number, documents } };
}

/** Tells the one who came second what happened: the step was done, by whom and when, or the case changed otherwise. */
async function lostTo(ctx: UseCase, now: Case, act: Act): Promise<CaseRefusal> {
  const { node } = act;
  const open = now.steps.some((one) => one.node === node && one.closedAt === null);
  const closed = now.steps.findLast((one) => one.node === node && one.closedAt !== null);
  if (
    node === undefined ||
    node === null ||
    open ||
    closed?.closedAt === undefined ||
    closed.closedAt === null
  )
    return { code: 'cases/stale', version: now.version };
  return {
    code: 'cases/step-taken',
    node,
    by: await nameOf(ctx, now.agencyId, closed.doneBy),
    at: closed.closedAt.toISOString(),
  };
}

async function nameOf(ctx: UseCase, agencyId: string, personId: Uuid | null): Promise<string | null> {
  if (personId === null) return null;
  const row = await ctx.db
    .selectFrom('person')
    .select('name')
    .where('agency_id', '=', agencyId)
    .where('id', '=', personId)
    .executeTakeFirst();
  return row?.name ?? null;
}
