import { err, type Result, type Uuid } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { CaseRefusal } from '../domain/errors.ts';
import type { RestrictionGround } from '../domain/restricting.ts';
import { allows } from '../domain/states.ts';
import { restrictCase, resumeCase, returnCase, suspendCase, terminateCase } from '../engine/acts.ts';
import type { Case } from '../engine/case.ts';
import { can, subjectOf } from '../policy.ts';
import { actOnCase, type ActedCase, type CaseKey } from './act-on-case.ts';

type Seen = { readonly version?: number | undefined };
type Done = Promise<Result<ActedCase, CaseRefusal>>;

function handler(actor: Actor) {
  return (c: Case): CaseRefusal | null =>
    can(actor, 'case/handle', subjectOf(c)) ? refuseRecused(actor, c) : { code: 'cases/forbidden' };
}

function leader(actor: Actor) {
  return (c: Case): CaseRefusal | null =>
    can(actor, 'case/lead', subjectOf(c)) ? null : { code: 'cases/forbidden' };
}

function refuseRecused(actor: Actor, c: Case): CaseRefusal | null {
  return actor.kind === 'staff' && c.recused.includes(actor.personId) ? { code: 'cases/recused' } : null;
}

/** Stops the clocks on a ground of 行政许可法 art. 45, with the written notice of how long it takes. */
export async function suspend(
  ctx: UseCase,
  actor: Actor,
  input: CaseKey & Seen & { readonly ground: string; readonly days: number; readonly reason: string },
): Done {
  return actOnCase(ctx, actor, {
    action: 'case/suspend',
    key: input,
    version: input.version,
    allowed: handler(actor),
    decide: (env, c) => suspendCase(env, c, input),
  });
}

export async function resume(ctx: UseCase, actor: Actor, input: CaseKey & Seen): Done {
  return actOnCase(ctx, actor, {
    action: 'case/resume',
    key: input,
    version: input.version,
    allowed: handler(actor),
    decide: resumeCase,
  });
}

/** 退件 before acceptance, with the reason in writing. */
export async function giveBack(
  ctx: UseCase,
  actor: Actor,
  input: CaseKey & Seen & { readonly reason: string },
): Done {
  return actOnCase(ctx, actor, {
    action: 'case/return',
    key: input,
    version: input.version,
    allowed: handler(actor),
    decide: (env, c) => returnCase(env, c, input.reason),
  });
}

/** 终止 of an accepted case on a lawful ground, by those who lead. */
export async function terminate(
  ctx: UseCase,
  actor: Actor,
  input: CaseKey & Seen & { readonly ground: string; readonly reason: string },
): Done {
  return actOnCase(ctx, actor, {
    action: 'case/terminate',
    key: input,
    version: input.version,
    allowed: leader(actor),
    decide: (env, c) => terminateCase(env, c, input),
  });
}

/**
 * 转为不公开办理: to a more closed class, decided by a leader who has handled no step of the case and holds no open one, with
 * ground and reason on record. What is public already keeps its trace. Refuses `cases/handled-it-yourself`,
 * `cases/class-not-closer`.
 */
export async function restrict(
  ctx: UseCase,
  actor: Actor,
  input: CaseKey &
    Seen & { readonly to: 'SEALED' | 'NONE'; readonly ground: RestrictionGround; readonly reason: string },
): Done {
  return actOnCase(ctx, actor, {
    action: 'case/restrict',
    key: input,
    version: input.version,
    allowed: (c) => leader(actor)(c) ?? (handles(actor, c) ? { code: 'cases/handled-it-yourself' } : null),
    decide: (env, c) => restrictCase(env, c, input),
  });
}

/** Whether this person did a step of the case, or holds one that is open. */
export function handles(actor: Actor, c: Case): boolean {
  if (actor.kind !== 'staff') return false;
  const did = c.steps.some(
    ({ doneBy, secondOfficer }) => doneBy === actor.personId || secondOfficer === actor.personId,
  );
  return did || can(actor, 'case/handle', subjectOf(c));
}

/** 回避: a person steps aside, of their own accord or by order of those who lead. */
export async function recuse(
  ctx: UseCase,
  actor: Actor,
  input: CaseKey & { readonly personId: Uuid; readonly reason: string },
): Done {
  return actOnCase(ctx, actor, {
    action: 'case/recuse',
    key: input,
    allowed: (c) =>
      actor.kind === 'staff' && (actor.personId === input.personId || can(actor, 'case/lead', subjectOf(c)))
        ? null
        : { code: 'cases/forbidden' },
    decide: (_env, c) =>
      allows(c.state, 'recuse')
        ? { ok: true, value: { next: c, happenings: [] } }
        : err({ code: 'cases/not-in-this-state', state: c.state, action: 'recuse' }),
    also: async (tx, c, now) => {
      await tx
        .insertInto('case_recusal')
        .values({
          agency_id: c.agencyId,
          case_id: c.id,
          person_id: input.personId,
          reason: input.reason,
          decided_by: actorRef(actor).id,
          at: now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  });
}

/** A note among those who handle the case; its party does not see it. */
export async function addNote(ctx: UseCase, actor: Actor, input: CaseKey & { readonly text: string }): Done {
  return actOnCase(ctx, actor, {
    action: 'case/note',
    key: input,
    allowed: handler(actor),
    decide: (_env, c) =>
      allows(c.state, 'note')
        ? { ok: true, value: { next: c, happenings: [] } }
        : err({ code: 'cases/not-in-this-state', state: c.state, action: 'note' }),
    also: async (tx, c, now) => {
      const who = actorRef(actor);
      await tx
        .insertInto('case_event')
        .values({
          agency_id: c.agencyId,
          id: ctx.ids.uuid(now),
          case_id: c.id,
          at: now,
          kind: 'note',
          actor_kind: who.kind,
          actor_id: who.id,
          audience: 'staff',
          detail: JSON.stringify({ text: input.text }),
        })
        .execute();
    },
  });
}
