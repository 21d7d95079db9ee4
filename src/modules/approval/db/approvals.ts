import { actorRef, type Actor, personIdOf } from '#modules/access';
import type { Resolution, RouteKind } from '#modules/deliberation';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Reading, Tx } from '#platform/database';
import type { ApprovalAct } from '../domain/decide-approval.ts';
import { isPublic } from '../domain/public-approvals.ts';

/** One table for each kind, so that a foreign key holds every approval to its version. */
const KINDS = {
  'power.version': { table: 'power_approval', noun: 'power' },
  'rule.version': { table: 'rule_approval', noun: 'rule' },
  'category-flow.version': { table: 'category_flow_approval', noun: 'category-flow' },
} as const satisfies Record<RouteKind, object>;

export type Approval = {
  readonly act: string;
  readonly personId: string;
  readonly postName: string;
  readonly at: Date;
  readonly voided: boolean;
  readonly reason: string;
  readonly digest: Buffer;
};

/** A version as its approvals know it. */
export type Approved = {
  readonly kind: RouteKind;
  readonly agencyId: string;
  readonly versionId: string;
};

/** Every signature, review and resolution of a version in order, void ones too. */
export async function approvalsOf(db: Reading, of: Approved): Promise<readonly Approval[]> {
  return (await readApprovals(db, of.kind, of.agencyId, [of.versionId])).map(({ approval }) => approval);
}

/** What society may read of the approvals of versions, by version: as their records in the ledger have it. */
export async function approvalsByVersion(
  db: Reading,
  kind: RouteKind,
  agencyId: string,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Approval[]>> {
  const byVersion = new Map<string, Approval[]>();
  for (const { versionId, approval } of await readApprovals(db, kind, agencyId, versionIds)) {
    if (!isPublic(approval)) continue;
    byVersion.set(versionId, [...(byVersion.get(versionId) ?? []), approval]);
  }
  return byVersion;
}

async function readApprovals(db: Reading, kind: RouteKind, agencyId: string, versionIds: readonly string[]) {
  const rows = await db
    .selectFrom(KINDS[kind].table)
    .select(['version_id', 'act', 'person_id', 'post_name', 'at', 'voided', 'reason', 'digest'])
    .where('agency_id', '=', agencyId)
    .where('version_id', 'in', [...versionIds])
    .orderBy('at')
    .execute();
  return rows.map((r) => ({
    versionId: r.version_id,
    approval: {
      act: r.act,
      personId: r.person_id,
      postName: r.post_name,
      at: r.at,
      voided: r.voided,
      reason: r.reason,
      digest: r.digest,
    },
  }));
}

/** Names of those who gave approvals, by their ids. */
export async function approverNames(
  db: Reading,
  agencyId: string,
  approvals: readonly Approval[],
): Promise<ReadonlyMap<string, string>> {
  if (approvals.length === 0) return new Map();
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('agency_id', '=', agencyId)
    .where('id', 'in', [...new Set(approvals.map(({ personId }) => personId))])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Writes who did what to exactly this text, with the journal row; call it in the transaction that moves the version. */
export async function recordApproval(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  of: Approved & { readonly rid: string; readonly digest: Buffer },
  done: {
    readonly act: ApprovalAct | 'publish';
    readonly postName?: string | undefined;
    readonly reason?: string | undefined;
  },
): Promise<void> {
  const now = ctx.clock.now();
  const { table, noun } = KINDS[of.kind];
  await tx
    .insertInto(table)
    .values({
      agency_id: of.agencyId,
      id: ctx.ids.uuid(now),
      version_id: of.versionId,
      act: done.act,
      person_id: personIdOf(actor),
      post_name: done.postName ?? '',
      digest: of.digest,
      reason: done.reason ?? '',
      at: now,
    })
    .execute();
  await writeJournal(tx, {
    ids: ctx.ids,
    at: now,
    actor: actorRef(actor),
    action: `${noun}/${done.act}`,
    subjectType: of.kind,
    subjectRid: of.rid,
    agencyId: of.agencyId,
    after: { digest: of.digest.toString('hex') },
    requestId: ctx.requestId,
  });
}

/** Puts the resolution by which a version was adopted among its approvals; the journal has it from the deliberation. */
export async function recordResolution(
  tx: Tx,
  ctx: UseCase,
  of: Approved & { readonly digest: Buffer },
  { bodyName, chairId, number, at }: Resolution,
): Promise<void> {
  await tx
    .insertInto(KINDS[of.kind].table)
    .values({
      agency_id: of.agencyId,
      id: ctx.ids.uuid(ctx.clock.now()),
      version_id: of.versionId,
      act: 'resolve',
      person_id: chairId,
      post_name: bodyName,
      digest: of.digest,
      reason: number,
      at,
    })
    .execute();
}

/** A change or a return: what was signed before stands no more, and stays on record. */
export async function voidSignatures(tx: Tx, of: Approved): Promise<void> {
  await tx
    .updateTable(KINDS[of.kind].table)
    .set({ voided: true })
    .where('agency_id', '=', of.agencyId)
    .where('version_id', '=', of.versionId)
    .where('voided', '=', false)
    .execute();
}
