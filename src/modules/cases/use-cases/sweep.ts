import { ok, type Result } from '#kernel';
import { actorRef } from '#modules/access';
import { isAffected, type RecomputeDeadlines } from '#modules/calendar';
import { writeJournal } from '#modules/journal';
import type { AppContext, UseCase } from '#platform/context';
import { findCase, getParty } from '../db/case-reader.ts';
import { commitCase } from '../db/commit-case.ts';
import { environmentOf } from '../db/environment.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { fireTimer, recomputeCase } from '../engine/acts.ts';
import type { Case } from '../engine/case.ts';
import type { CaseEnv } from '../engine/env.ts';
import type { Acted } from '../engine/happening.ts';

const BATCH = 100;
const SYSTEM = { kind: 'system', name: 'cases' } as const;

/**
 * Fires the timers of flows that have run out: deemed acceptance, lapse of correction, reminders. Costs what is due, not
 * what exists; a case somebody else just changed is left for the next turn.
 */
export async function fireDueTimers(ctx: AppContext): Promise<number> {
  const due = await ctx.db
    .selectFrom('case_clock')
    .select(['agency_id', 'case_id', 'node'])
    .where('kind', '=', 'timer')
    .where('stopped_on', 'is', null)
    .where('due_at', '<=', ctx.clock.now())
    .orderBy('due_at')
    .limit(BATCH)
    .execute();
  let fired = 0;
  for (const { agency_id, case_id, node } of due) {
    const done = await systemAct(ctx, { agencyId: agency_id, id: case_id }, 'case/timer', node, (env, c) =>
      fireTimer(env, c, node ?? ''),
    );
    if (done.ok) fired += 1;
  }
  return fired;
}

/**
 * Marks clocks that ran out as late, once each. It changes nothing anybody decides on, so the case keeps its version and
 * no one at work is told that it moved.
 */
export async function markLateClocks(ctx: AppContext): Promise<number> {
  const now = ctx.clock.now();
  const done = await ctx.transact(async (tx) => {
    const due = await tx
      .selectFrom('case_clock as k')
      .innerJoin('case_file as c', (j) =>
        j.onRef('c.agency_id', '=', 'k.agency_id').onRef('c.id', '=', 'k.case_id'),
      )
      .select(['k.agency_id', 'k.id', 'k.kind', 'c.rid'])
      .where('k.kind', '<>', 'timer')
      .where('k.stopped_on', 'is', null)
      .where('k.late_at', 'is', null)
      .where('k.due_at', '<=', now)
      .orderBy('k.due_at')
      .limit(BATCH)
      .forUpdate('k')
      .skipLocked()
      .execute();
    for (const { agency_id, id, kind, rid } of due) {
      await tx
        .updateTable('case_clock')
        .set({ late_at: now })
        .where('agency_id', '=', agency_id)
        .where('id', '=', id)
        .execute();
      await writeJournal(tx, {
        ids: ctx.ids,
        at: now,
        actor: actorRef(SYSTEM),
        action: 'case/late',
        subjectType: 'case',
        subjectRid: rid,
        agencyId: agency_id,
        note: kind,
        requestId: 'case/late',
      });
    }
    return ok(due.length);
  });
  return done.ok ? done.value : 0;
}

/** Computes running deadlines again by a new calendar version; each change with before and after on record (X1). */
export function recomputeDeadlines(ctx: AppContext): RecomputeDeadlines {
  return async (change, calendar) => {
    let written = 0;
    let after = '';
    for (;;) {
      const rows = await ctx.db
        .selectFrom('case_clock')
        .select(['id', 'agency_id', 'case_id', 'derivation'])
        .where('stopped_on', 'is', null)
        .where('calendar_version', '<', calendar.version)
        .$if(after !== '', (q) => q.where('id', '>', after))
        .orderBy('id')
        .limit(BATCH)
        .execute();
      const last = rows.at(-1);
      if (last === undefined) return written;
      after = last.id;
      const cases = new Map(rows.map((row) => [row.case_id, row.agency_id]));
      for (const [id, agencyId] of cases) {
        const done = await systemAct(ctx, { agencyId, id }, 'case/recompute', null, (env, c) => {
          const affected = c.clocks.some(
            ({ stoppedOn, derivation }) => stoppedOn === null && isAffected(derivation, change),
          );
          return ok(affected ? recomputeCase(env, c) : { next: c, happenings: [] });
        });
        if (done.ok) written += done.value;
      }
    }
  };
}

async function systemAct(
  ctx: AppContext,
  key: { readonly agencyId: string; readonly id: string },
  action: string,
  node: string | null,
  decide: (env: CaseEnv, c: Case) => Result<Acted, CaseRefusal>,
): Promise<Result<number, CaseRefusal>> {
  const c = await findCase(ctx.db, key);
  if (c === undefined) return { ok: false, error: { code: 'cases/not-found' } };
  const [env, party] = await Promise.all([environmentOf(ctx, c), getParty(ctx.db, key)]);
  const acted = decide(env, c);
  if (!acted.ok) return acted;
  if (acted.value.next === c) return ok(0);
  const use: UseCase = { ...ctx, requestId: action };
  const done = await ctx.transact((tx) =>
    commitCase(tx, use, {
      before: c,
      acted: acted.value,
      at: env.now,
      actor: SYSTEM,
      postId: null,
      node,
      party,
      action,
      table: env.table,
    }),
  );
  return done.ok ? ok(acted.value.happenings.length) : done;
}
