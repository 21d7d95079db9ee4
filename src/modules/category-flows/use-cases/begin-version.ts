import { err, ok, type LegalDay, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { findFlowEnding, findPublishedFlow, freshCode, type FlowKind } from '#modules/flows';
import type { UseCase } from '#platform/context';
import { versionsOfCode } from '../db/version-reader.ts';
import { insertCategoryVersion, type NewCategoryVersion } from '../db/version-transactor.ts';
import type { CategoryRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { isOffice } from './is-office.ts';
import { drafterOf, record } from './shared.ts';

export type Begun = { readonly versionId: string };

/**
 * Begins the general flow of a category of powers (C2), to be drawn from the template of its kind. Refuses
 * `category-flows/forbidden`, and `category-flows/unknown-reference` for an office that is not of this agency.
 */
export async function beginCategoryFlow(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly officeId: string;
    readonly kind: FlowKind;
    readonly title: string;
  },
): Promise<Result<Begun, CategoryRefusal>> {
  const { agencyId, officeId } = input;
  if (!can(actor, 'category-flow/draft', { agencyId, officeId }))
    return err({ code: 'category-flows/forbidden' });
  if (!(await isOffice(ctx.db, agencyId, officeId)))
    return err({ code: 'category-flows/unknown-reference', field: 'officeId' });
  const id = ctx.ids.uuid(ctx.clock.now());
  return insert(ctx, actor, { ...input, id, code: freshCode(id), reason: '', baseVersionId: null }, 'begin');
}

/**
 * Begins the next version of a published general flow, with its reason; it is drawn from the version in force, or ends the flow,
 * which goes the same way and has no drawing. Flows that
 * call a published version go on calling it, and cases stay on theirs. One at a time: `category-flows/draft-exists`. Refuses
 * `category-flows/not-found` when nothing is published, `category-flows/ended` once it has ended, `category-flows/reason-missing`, and what beginning refuses.
 */
export async function reviseCategoryFlow(
  ctx: UseCase,
  actor: Actor,
  input: {
    readonly agencyId: string;
    readonly code: string;
    readonly officeId: string;
    readonly reason: string;
    /** End the flow, from a day on where one is given. */
    readonly ends?: boolean | undefined;
    readonly plannedFrom?: LegalDay | null | undefined;
  },
): Promise<Result<Begun, CategoryRefusal>> {
  const { agencyId, code, officeId, ends = false } = input;
  if (!can(actor, 'category-flow/draft', { agencyId, officeId }))
    return err({ code: 'category-flows/forbidden' });
  const base = await findPublishedFlow(ctx.db, agencyId, code);
  if (base === undefined || base.powerCode !== null) return err({ code: 'category-flows/not-found' });
  const [newest] = await versionsOfCode(ctx.db, agencyId, code);
  // Who may draft for one office does not take over the flow of another.
  if (newest !== undefined && !can(actor, 'category-flow/draft', { agencyId, officeId: newest.officeId }))
    return err({ code: 'category-flows/forbidden' });
  if (!(await isOffice(ctx.db, agencyId, officeId)))
    return err({ code: 'category-flows/unknown-reference', field: 'officeId' });
  const ending = await findFlowEnding(ctx.db, agencyId, code);
  if (ending !== undefined) return err({ code: 'category-flows/ended', on: ending.endsOn });
  const reason = input.reason.trim();
  if (reason === '') return err({ code: 'category-flows/reason-missing' });
  if (newest !== undefined && newest.state !== 'published')
    return err({ code: 'category-flows/draft-exists' });
  return insert(
    ctx,
    actor,
    {
      agencyId,
      officeId,
      code,
      reason,
      id: ctx.ids.uuid(ctx.clock.now()),
      kind: base.table.kind,
      title: base.table.name,
      baseVersionId: base.id,
      ends,
      ...(ends && { plannedFrom: input.plannedFrom ?? null }),
    },
    ends ? 'begin-ending' : 'revise',
  );
}

function insert(
  ctx: UseCase,
  actor: Actor,
  version: Omit<NewCategoryVersion, 'drafter'>,
  action: 'begin' | 'revise' | 'begin-ending',
): Promise<Result<Begun, CategoryRefusal>> {
  const { agencyId, id } = version;
  return ctx.transact<Begun, CategoryRefusal>(async (tx) => {
    const at = ctx.clock.now();
    await insertCategoryVersion(tx, at, { ...version, drafter: drafterOf(actor) });
    await record(tx, ctx, actor, { action, agencyId, at, type: 'category-flow.version', id });
    return ok({ versionId: id });
  });
}
