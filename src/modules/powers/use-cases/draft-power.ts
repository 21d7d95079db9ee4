import { err, ok, type Result, type Uuid } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { nextState, voidSignatures } from '#modules/approval';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import { unknownFormsOf } from '../db/form-files.ts';
import { findCodeHolder } from '../db/code-holder.ts';
import { findVersion } from '../db/power-reader.ts';
import { newestPublished } from '../db/version-context.ts';
import { approvedOf, insertDraft, updateVersion, type NewVersion } from '../db/power-transactor.ts';
import { codeIn, type PowerContent } from '../domain/content.ts';
import {
  codeTaken,
  draftExists,
  foreignOffice,
  forbidden,
  formUnknown,
  lockedField,
  notFound,
  notInThisState,
  reasonMissing,
  stale,
  unknownReference,
  type PowerRefusal,
} from '../domain/errors.ts';
import { diffContents } from '../domain/diff.ts';
import { departures } from '../domain/inheritance.ts';
import { defaultCommitmentClass, type CommitmentClass } from '../domain/types.ts';
import { can } from '../policy.ts';

export type DraftInput = {
  readonly agencyId: string;
  readonly officeId: string | null;
  readonly content: PowerContent;
  readonly importKey?: string;
  readonly commitmentClass?: CommitmentClass;
  readonly status?: 'in-force' | 'transferred' | 'cancelled';
};
export type Drafted = { readonly powerId: Uuid; readonly versionId: Uuid };

/**
 * Registers a new power as a draft. Refuses `powers/forbidden`, `powers/foreign-office`, `powers/code-taken`, `powers/unknown-reference` and
 * `powers/form-unknown`.
 */
export async function draftPower(
  ctx: UseCase,
  actor: Actor,
  input: DraftInput,
): Promise<Result<Drafted, PowerRefusal | Conflict>> {
  const subject = { agencyId: input.agencyId, officeId: input.officeId ?? undefined };
  if (!can(actor, 'power/draft', subject))
    return err(can(actor, 'power/begin', { agencyId: input.agencyId }) ? foreignOffice() : forbidden());
  const holder = await findCodeHolder(ctx.db, { ...input, agencyId: input.agencyId as Uuid, code: null });
  if (holder) return err(codeTaken(holder.name));
  const unknown = await unknownIn(ctx, input.agencyId, { officeId: input.officeId });
  if (unknown) return err(unknownReference(unknown));
  const forms = await unknownFormsOf(ctx.db, input.agencyId, input.content);
  if (forms.length > 0) return err(formUnknown(forms));
  return ctx.transact(async (tx) => ok(await beginPower(tx, ctx, actor, input)));
}

/** Writes a new power as a draft, with its journal row; whoever calls has seen that it may be. */
export async function beginPower(tx: Tx, ctx: UseCase, actor: Actor, input: DraftInput): Promise<Drafted> {
  const now = ctx.clock.now();
  const powerId = ctx.ids.uuid(now);
  await tx
    .insertInto('power_item')
    .values({
      agency_id: input.agencyId,
      id: powerId,
      code: codeIn(input.content),
      import_key: input.importKey ?? null,
      created_at: now,
    })
    .execute();
  const versionId = await insertDraft(tx, ctx.ids, now, {
    ...input,
    powerId,
    flowVersionId: null,
    reason: '',
    changeBasis: '',
    commitmentClass: input.commitmentClass ?? defaultCommitmentClass(input.content.typeCode),
  });
  await journal(ctx, tx, actor, 'power/draft', input.agencyId, powerId);
  return { powerId, versionId };
}

export type EditInput = {
  readonly agencyId: string;
  readonly versionId: string;
  readonly rowVersion: number;
  readonly content?: PowerContent;
  readonly officeId?: string;
  readonly reason?: string;
  readonly changeBasis?: string;
  readonly commitmentClass?: CommitmentClass;
  readonly flowVersionId?: string;
};

/**
 * Edits a version that is not published; a signature it carried is voided and the version is a draft again. Refuses
 * `powers/stale` when somebody else changed it meanwhile, `powers/locked-field` for what is inherited (B11), `powers/unknown-reference`
 * for an office or flow that is not of this agency, `powers/form-unknown` for a form it does not hold.
 */
export async function editPower(
  ctx: UseCase,
  actor: Actor,
  input: EditInput,
): Promise<Result<{ readonly rowVersion: number }, PowerRefusal | Conflict>> {
  const version = await findVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err(notFound());
  if (!can(actor, 'power/draft', { agencyId: input.agencyId, officeId: version.officeId ?? undefined }))
    return err(forbidden());
  const state = nextState(version.state, 'edit');
  if (!state) return err(notInThisState(version.state));
  if (version.rowVersion !== input.rowVersion) {
    const differs = input.content ? diffContents(version.content, input.content).map((d) => d.field) : [];
    return err(stale(version.rowVersion, differs));
  }
  if (input.content) {
    const published = await newestPublished(ctx.db, version);
    const fields = published ? departures(published.content, input.content) : [];
    if (fields.length > 0) return err(lockedField(fields));
    const forms = await unknownFormsOf(ctx.db, input.agencyId, input.content);
    if (forms.length > 0) return err(formUnknown(forms));
  }
  const unknown = await unknownIn(ctx, input.agencyId, input);
  if (unknown) return err(unknownReference(unknown));
  const now = ctx.clock.now();
  return ctx.transact(async (tx) => {
    const { content, officeId, reason, changeBasis, commitmentClass, flowVersionId } = input;
    const done = await updateVersion(tx, version, now, {
      state,
      ...(content === undefined ? {} : { content }),
      ...(officeId === undefined ? {} : { officeId }),
      ...(reason === undefined ? {} : { reason }),
      ...(changeBasis === undefined ? {} : { changeBasis }),
      ...(commitmentClass === undefined ? {} : { commitmentClass }),
      ...(flowVersionId === undefined ? {} : { flowVersionId }),
    });
    if (!done) return err(stale(version.rowVersion + 1));
    if (state !== version.state) await voidSignatures(tx, approvedOf(version));
    await journal(ctx, tx, actor, 'power/edit', input.agencyId, version.powerId);
    return ok({ rowVersion: version.rowVersion + 1 });
  });
}

export type AdjustInput = {
  readonly agencyId: string;
  readonly powerId: string;
  readonly reason: string;
  readonly changeBasis: string;
  readonly content?: PowerContent;
  /** Office that keeps it from then on; unchanged when left out. */
  readonly officeId?: string;
  /** `transferred` or `cancelled` when the power is no longer exercised here; unchanged when left out. */
  readonly status?: 'in-force' | 'transferred' | 'cancelled';
};

/**
 * Begins an adjustment 动态调整 (B6): a new version on the newest published one, with reason and basis. One at a time:
 * `powers/draft-exists`.
 */
export async function adjustPower(
  ctx: UseCase,
  actor: Actor,
  input: AdjustInput,
): Promise<Result<Drafted, PowerRefusal | Conflict>> {
  const planned = await planAdjustment(ctx, actor, input);
  if (!planned.ok) return planned;
  return ctx.transact(async (tx) => ok(await beginAdjustment(tx, ctx, actor, planned.value)));
}

export type PlannedAdjustment = NewVersion & { readonly powerId: Uuid };

/** What an adjustment would begin with, for use cases that begin one together with what led to it. Refuses as `adjustPower`. */
export async function planAdjustment(
  ctx: UseCase,
  actor: Actor,
  input: AdjustInput,
): Promise<Result<PlannedAdjustment, PowerRefusal>> {
  if (input.reason.trim() === '' || input.changeBasis.trim() === '') return err(reasonMissing());
  const rows = await ctx.db
    .selectFrom('power_version')
    .select(['id', 'state', 'n'])
    .where('agency_id', '=', input.agencyId)
    .where('power_id', '=', input.powerId)
    .orderBy('n', (o) => o.desc().nullsFirst())
    .execute();
  const newest = rows.find((r) => r.state === 'published');
  const base = newest && (await findVersion(ctx.db, input.agencyId, newest.id));
  if (!base) return err(notFound());
  if (!can(actor, 'power/draft', { agencyId: input.agencyId, officeId: base.officeId ?? undefined }))
    return err(forbidden());
  if (rows.some((r) => r.state !== 'published')) return err(draftExists());
  const content = input.content ?? base.content;
  const fields = departures(base.content, content);
  if (fields.length > 0) return err(lockedField(fields));
  const forms = await unknownFormsOf(ctx.db, input.agencyId, content);
  if (forms.length > 0) return err(formUnknown(forms));
  const unknown = await unknownIn(
    ctx,
    input.agencyId,
    input.officeId === undefined ? {} : { officeId: input.officeId },
  );
  if (unknown) return err(unknownReference(unknown));
  return ok({
    agencyId: base.agencyId,
    powerId: base.powerId,
    content,
    commitmentClass: base.commitmentClass,
    officeId: input.officeId ?? base.officeId,
    flowVersionId: base.flowVersionId,
    status: input.status ?? base.status,
    reason: input.reason,
    changeBasis: input.changeBasis,
  });
}

/** Writes a planned adjustment as a draft, with its journal row. */
export async function beginAdjustment(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  planned: PlannedAdjustment,
): Promise<Drafted> {
  const { powerId, agencyId } = planned;
  const versionId = await insertDraft(tx, ctx.ids, ctx.clock.now(), planned);
  await journal(ctx, tx, actor, 'power/adjust', agencyId, powerId);
  return { powerId, versionId };
}

/** The first of office and flow that this agency does not have. */
async function unknownIn(
  ctx: UseCase,
  agencyId: string,
  refs: { readonly officeId?: string | null; readonly flowVersionId?: string },
): Promise<'officeId' | 'flowVersionId' | undefined> {
  const tables = { officeId: 'office', flowVersionId: 'flow_version' } as const;
  for (const field of ['officeId', 'flowVersionId'] as const) {
    const id = refs[field];
    if (id === undefined || id === null) continue;
    const found = await ctx.db
      .selectFrom(tables[field])
      .select('id')
      .where('agency_id', '=', agencyId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!found) return field;
  }
  return undefined;
}

async function journal(
  ctx: UseCase,
  tx: Parameters<typeof writeJournal>[0],
  actor: Actor,
  action: string,
  agencyId: string,
  powerId: string,
): Promise<void> {
  await writeJournal(tx, {
    ids: ctx.ids,
    at: ctx.clock.now(),
    actor: actorRef(actor),
    action,
    subjectType: 'power',
    subjectRid: powerId,
    agencyId,
    requestId: ctx.requestId,
  });
}
