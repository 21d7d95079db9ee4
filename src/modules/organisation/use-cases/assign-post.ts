import type { z } from 'zod';
import { err, ok, type LegalDay, type Result, type Uuid } from '#kernel';
import type { Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import type { AssignRequest, DelegateRequest } from '../contract/index.ts';
import { findAgencyRow, findHeadId, type AgencyRow } from '../db/agency-row.ts';
import { decideAssignment, lastDayOf } from '../domain/decide-assignment.ts';
import {
  forbidden,
  notFound,
  unknownReference,
  type AssignmentRefusal,
  type Forbidden,
  type NotFound,
  type Unknown,
} from '../domain/errors.ts';
import { can } from '../policy.ts';
import { recordChange, managedAgency } from './manage-agency.ts';

type Assigned = { readonly id: Uuid };
type Refusal = Forbidden | NotFound | Unknown | AssignmentRefusal;

/**
 * Puts a person on a post as holder or deputy (AB角). Refusals: `organisation/already-assigned`,
 * `organisation/handles-and-supervises` unless the head of the body or a recorded substitute arrangement.
 */
export async function assignPost(
  ctx: UseCase,
  actor: Actor,
  input: z.infer<typeof AssignRequest> & { readonly agencyId: string },
): Promise<Result<Assigned, Refusal | Conflict>> {
  const agency = await managedAgency(ctx, actor, input.agencyId);
  if (!agency.ok) return agency;
  return write(ctx, actor, agency.value, input);
}

/**
 * Lets somebody act at a post on behalf of its holder, between two days and with a reason (授权委托). By the holder, or
 * by an administrator who records it. Refusals as for an assignment, and `organisation/unknown` (holderId).
 */
export async function delegatePost(
  ctx: UseCase,
  actor: Actor,
  input: z.infer<typeof DelegateRequest> & { readonly agencyId: string },
): Promise<Result<Assigned, Refusal | Conflict>> {
  const agency = await findAgencyRow(ctx.db, input.agencyId);
  if (!agency) return err(notFound());
  if (!can(actor, 'post/delegate', { ...input, ...agency })) return err(forbidden());
  const holds = await ctx.db
    .selectFrom('assignment')
    .select('id')
    .where('agency_id', '=', agency.agencyId)
    .where('post_id', '=', input.postId)
    .where('person_id', '=', input.holderId)
    .where('kind', '=', 'holder')
    .where('valid_from', '<=', input.validFrom)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>=', input.validTo)]))
    .executeTakeFirst();
  if (!holds) return err(unknownReference('holderId'));
  return write(ctx, actor, agency, {
    ...input,
    kind: 'delegate',
    delegation: { by: input.holderId, reason: input.reason },
  });
}

type Wanted = {
  readonly postId: string;
  readonly personId: string;
  readonly kind: 'holder' | 'deputy' | 'delegate';
  readonly validFrom: LegalDay;
  readonly validTo: LegalDay | null;
  readonly delegation?: { readonly by: string; readonly reason: string };
};

function write(
  ctx: UseCase,
  actor: Actor,
  agency: AgencyRow,
  wanted: Wanted,
): Promise<Result<Assigned, Refusal | Conflict>> {
  const { agencyId } = agency;
  const id = ctx.ids.uuid(ctx.clock.now());
  return ctx.transact<Assigned, Refusal>(async (tx) => {
    const post = await tx
      .selectFrom('post')
      .select(['id', 'office_id'])
      .where('agency_id', '=', agencyId)
      .where('id', '=', wanted.postId)
      .executeTakeFirst();
    if (!post) return err(unknownReference('postId'));
    if (!(await lockPerson(tx, agencyId, wanted.personId))) return err(unknownReference('personId'));
    const decision = decideAssignment({
      personId: wanted.personId,
      post: { id: post.id, officeId: post.office_id },
      span: wanted,
      held: await heldBy(tx, agencyId, wanted.personId),
      supervisionOffices: await supervisionOffices(tx, agencyId),
      headPersonId: await findHeadId(tx, agencyId, agency.details),
      substituteArrangement: agency.details.substituteArrangement,
    });
    if (!decision.ok) return decision;
    await tx
      .insertInto('assignment')
      .values({
        agency_id: agencyId,
        id,
        post_id: post.id,
        person_id: wanted.personId,
        kind: wanted.kind,
        valid_from: wanted.validFrom,
        valid_to: wanted.validTo,
        delegated_by: wanted.delegation?.by ?? null,
        reason: wanted.delegation?.reason ?? null,
      })
      .execute();
    await recordChange(ctx, tx, actor, {
      action: wanted.kind === 'delegate' ? 'organisation/delegate-post' : 'organisation/assign-post',
      agencyId,
      subject: { type: 'assignment', id },
      after: {
        post: post.id,
        person: wanted.personId,
        kind: wanted.kind,
        from: wanted.validFrom,
        to: wanted.validTo,
      },
    });
    return ok({ id });
  });
}

/** Ends an assignment with a day; it stays on record. A delegation is ended by its holder as well. */
export async function endAssignment(
  ctx: UseCase,
  actor: Actor,
  input: { readonly agencyId: string; readonly id: string; readonly lastDay: LegalDay },
): Promise<Result<void, Forbidden | NotFound | Conflict>> {
  const agency = await findAgencyRow(ctx.db, input.agencyId);
  if (!agency) return err(notFound());
  const { agencyId } = agency;
  return ctx.transact<void, Forbidden | NotFound>(async (tx) => {
    const row = await tx
      .selectFrom('assignment')
      .select(['post_id', 'delegated_by', 'valid_from', 'valid_to'])
      .where('agency_id', '=', agencyId)
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst();
    const allowed =
      can(actor, 'agency/manage', agency) ||
      (row?.delegated_by &&
        can(actor, 'post/delegate', { ...agency, postId: row.post_id, holderId: row.delegated_by }));
    if (!allowed) return err(forbidden());
    if (!row || (row.valid_to !== null && row.valid_to <= input.lastDay)) return err(notFound());
    const span = { validFrom: row.valid_from as LegalDay, validTo: row.valid_to as LegalDay | null };
    await tx
      .updateTable('assignment')
      .set({ valid_to: lastDayOf(span, input.lastDay) })
      .where('agency_id', '=', agencyId)
      .where('id', '=', input.id)
      .execute();
    await recordChange(ctx, tx, actor, {
      action: 'organisation/end-assignment',
      agencyId,
      subject: { type: 'assignment', id: input.id },
      after: { to: input.lastDay },
    });
    return ok();
  });
}

/** Assignments of one person are made one after the other, so that two at once cannot both be the first. */
async function lockPerson(tx: Tx, agencyId: string, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('id', '=', personId)
    .where('active', '=', true)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

async function heldBy(tx: Tx, agencyId: string, personId: string) {
  const rows = await tx
    .selectFrom('assignment as a')
    .innerJoin('post as p', (j) => j.onRef('p.agency_id', '=', 'a.agency_id').onRef('p.id', '=', 'a.post_id'))
    .select(['a.post_id', 'p.office_id', 'a.valid_from', 'a.valid_to'])
    .where('a.agency_id', '=', agencyId)
    .where('a.person_id', '=', personId)
    .execute();
  return rows.map((r) => ({
    postId: r.post_id,
    officeId: r.office_id,
    validFrom: r.valid_from as LegalDay,
    validTo: r.valid_to as LegalDay | null,
  }));
}

async function supervisionOffices(tx: Tx, agencyId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('kind', 'in', ['supervision', 'supervision-external'])
    .execute();
  return new Set(rows.map((r) => r.id));
}
