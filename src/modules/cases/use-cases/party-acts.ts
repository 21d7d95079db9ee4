import { err, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import { insertFiles } from '../db/file-writer.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { allows } from '../domain/states.ts';
import { supplementCase, withdrawCase } from '../engine/acts.ts';
import { can, subjectOf } from '../policy.ts';
import { actOnCase, type ActedCase, type CaseKey } from './act-on-case.ts';
import type { UploadedFile } from './submit-application.ts';

type Party = { readonly version?: number | undefined };

/**
 * Brings what a notice asked for, files or at least a word. The case goes back to the step that looks at it. Refuses
 * `cases/supplement-empty`, `cases/not-in-this-state`.
 */
export async function supplement(
  ctx: UseCase,
  actor: Actor,
  input: CaseKey & Party & { readonly files: readonly UploadedFile[]; readonly note: string },
): Promise<Result<ActedCase, CaseRefusal>> {
  return actOnCase(ctx, actor, {
    action: 'case/supplement',
    key: input,
    version: input.version,
    allowed: (c) =>
      can(actor, 'case/party-act', subjectOf(c)) || can(actor, 'case/handle', subjectOf(c))
        ? null
        : { code: 'cases/forbidden' },
    decide: (env, c) =>
      input.files.length === 0 && input.note === ''
        ? err({ code: 'cases/supplement-empty' })
        : supplementCase(env, c),
    also: async (tx, c) => {
      await insertFiles(tx, ctx, {
        agencyId: c.agencyId,
        caseId: c.id,
        by: actor,
        node: null,
        files: input.files,
        ...(input.note === '' ? {} : { request: input.note }),
      });
    },
  });
}

/** Takes the application back, until it is decided. */
export async function withdraw(
  ctx: UseCase,
  actor: Actor,
  input: CaseKey & Party & { readonly reason: string },
): Promise<Result<ActedCase, CaseRefusal>> {
  return actOnCase(ctx, actor, {
    action: 'case/withdraw',
    key: input,
    version: input.version,
    allowed: (c) => (can(actor, 'case/party-act', subjectOf(c)) ? null : { code: 'cases/forbidden' }),
    decide: (env, c) => withdrawCase(env, c, input.reason),
  });
}

/** 陈述申辩: a point the party makes; nothing is decided before it is answered (D1). */
export async function stateAndDefend(
  ctx: UseCase,
  actor: Actor,
  input: CaseKey & { readonly text: string },
): Promise<Result<ActedCase, CaseRefusal>> {
  return actOnCase(ctx, actor, {
    action: 'case/state-and-defend',
    key: input,
    allowed: (c) => (can(actor, 'case/party-act', subjectOf(c)) ? null : { code: 'cases/forbidden' }),
    decide: (_env, c) =>
      allows(c.state, 'state-and-defend')
        ? { ok: true, value: { next: c, happenings: [] } }
        : err({ code: 'cases/not-in-this-state', state: c.state, action: 'state-and-defend' }),
    also: async (tx, c, now) => {
      const who = actorRef(actor);
      await tx
        .insertInto('case_event')
        .values({
          agency_id: c.agencyId,
          id: ctx.ids.uuid(now),
          case_id: c.id,
          at: now,
          kind: 'statement',
          actor_kind: who.kind,
          actor_id: who.id,
          audience: 'party',
          detail: JSON.stringify({ text: input.text }),
        })
        .execute();
    },
  });
}

/** Hands in further files, by the party or by who handles the case. */
export async function addFiles(
  ctx: UseCase,
  actor: Actor,
  input: CaseKey & { readonly files: readonly UploadedFile[] },
): Promise<Result<ActedCase, CaseRefusal>> {
  return actOnCase(ctx, actor, {
    action: 'case/upload',
    key: input,
    allowed: (c) =>
      can(actor, 'case/party-act', subjectOf(c)) || can(actor, 'case/handle', subjectOf(c))
        ? null
        : { code: 'cases/forbidden' },
    decide: (_env, c) =>
      allows(c.state, 'upload')
        ? { ok: true, value: { next: c, happenings: [] } }
        : err({ code: 'cases/not-in-this-state', state: c.state, action: 'upload' }),
    also: async (tx, c) => {
      await insertFiles(tx, ctx, {
        agencyId: c.agencyId,
        caseId: c.id,
        by: actor,
        node: null,
        files: input.files,
      });
    },
  });
}
