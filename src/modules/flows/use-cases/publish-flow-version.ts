import { err, ok, type LegalDay, type Result, type Rid } from '#kernel';
import { writeJournal, type ActorRef } from '#modules/journal';
import { appendRevision } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { JsonValue, Reading, Tx } from '#platform/database';
import { filledPostKeys } from '../db/filled-posts.ts';
import { getFlowVersion, type FlowVersion } from '../db/flow-reader.ts';
import { insertPublication, linkPower } from '../db/flow-transactor.ts';
import {
  belongsToOtherPower,
  notPublishable,
  versionNotFound,
  type FlowIssue,
  type VersionRefusal,
} from '../domain/errors.ts';
import { lawfulness, type FlowTerms } from '../domain/lawfulness.ts';

export interface PublishFlowInput {
  readonly agencyId: string;
  readonly flowVersionId: string;
  /** Who published, for the journal: the approvals themselves belong to the power or category flow version. */
  readonly actor: ActorRef;
  /** Credit code of the agency, and the legal basis code of the leaf. */
  readonly org: string;
  readonly basis: string;
  readonly effectiveFrom: LegalDay;
  /** The power the flow is published with; left out for a category flow. */
  readonly power?: { readonly code: string; readonly terms: FlowTerms };
  /** What a category flow is held to, and what its record says beside the file; left out for one that came as a file. */
  readonly category?: { readonly terms: FlowTerms; readonly fields: readonly RecordField[] };
}

/** A further open field of the record, by its name in the dictionary `flow.version/1`. */
export interface RecordField {
  readonly name: 'agency' | 'office' | 'kind' | 'title' | 'reason' | 'approvals';
  readonly value: JsonValue;
}

export interface PublishedFlow {
  readonly n: number;
  readonly rid: Rid;
  readonly flowId: string;
}

/**
 * Publishes a flow version in the transaction that publishes its power version, or the version of its category flow: gives it the next number, appends its
 * revision to the ledger and writes the journal. A version that is published already keeps its number. The law is
 * checked again with the final terms, which may have changed since the flow was submitted, and with the
 * posts that are filled on the day it takes effect.
 * Refuses `flows/version-not-found`, `flows/belongs-to-other-power`, `flows/not-publishable`.
 */
export async function publishFlowVersion(
  tx: Tx,
  ctx: UseCase,
  input: PublishFlowInput,
): Promise<Result<PublishedFlow, VersionRefusal>> {
  const { agencyId, power, category } = input;
  const terms = power?.terms ?? category?.terms;
  const version = await lockVersion(tx, agencyId, input.flowVersionId);
  if (version === undefined) return err(versionNotFound());
  if (power !== undefined && version.powerCode !== null && version.powerCode !== power.code)
    return err(belongsToOtherPower(version.code));
  if (category !== undefined && version.powerCode !== null) return err(belongsToOtherPower(version.code));
  if (terms !== undefined) {
    const issues = await unlawfulOn(tx, version, terms, input.effectiveFrom);
    if (issues.length > 0) return err(notPublishable(issues));
  }
  if (
    power !== undefined &&
    version.powerCode === null &&
    !(await linkPower(tx, agencyId, version.flowId, power.code))
  )
    return err(belongsToOtherPower(version.code));
  const { rid, flowId } = version;
  if (version.n !== null) return ok({ n: version.n, rid, flowId });
  const at = ctx.clock.now();
  const n = await insertPublication(tx, agencyId, flowId, version.id, at);
  await appendRevision(tx, {
    ids: ctx.ids,
    at,
    rid,
    type: 'flow.version',
    act: 'publish',
    agencyId,
    org: input.org,
    basis: input.basis,
    schema: 'flow.version/1',
    fields: [
      { name: 'code', value: power?.code ?? version.code, state: 'open' },
      { name: 'n', value: n, state: 'open' },
      { name: 'file', value: version.sha256, state: 'open' },
      { name: 'effectiveFrom', value: input.effectiveFrom, state: 'open' },
      ...(category?.fields ?? []).map(({ name, value }) => ({ name, value, state: 'open' as const })),
    ],
  });
  await writeJournal(tx, {
    ids: ctx.ids,
    at,
    actor: input.actor,
    action: 'flow/publish',
    subjectType: 'flow.version',
    subjectRid: rid,
    agencyId,
    after: { n, sha256: version.sha256 },
    requestId: ctx.requestId,
  });
  return ok({ n, rid, flowId });
}

/** What stands in the law's way when a version takes effect on a day, with the posts that are filled then. */
export async function unlawfulOn(
  db: Reading,
  { agencyId, table }: FlowVersion,
  terms: FlowTerms,
  day: LegalDay,
): Promise<readonly FlowIssue[]> {
  return lawfulness(table, { ...terms, filledPosts: await filledPostKeys(db, agencyId, day) });
}

async function lockVersion(tx: Tx, agencyId: string, id: string): Promise<FlowVersion | undefined> {
  const flow = await tx
    .selectFrom('flow as f')
    .innerJoin('flow_version as v', (join) =>
      join.onRef('v.agency_id', '=', 'f.agency_id').onRef('v.flow_id', '=', 'f.id'),
    )
    .select('v.id')
    .where('f.agency_id', '=', agencyId)
    .where('v.id', '=', id)
    .forUpdate('f')
    .executeTakeFirst();
  return flow === undefined ? undefined : getFlowVersion(tx, agencyId, id);
}
