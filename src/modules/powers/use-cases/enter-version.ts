import { err, ok, type LegalDay, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { recordApproval } from '#modules/approval';
import { findElementHolds, recordKept, withholdElements } from '#modules/disclosure';
import { holdToLaw, publishFlowVersion, type FlowIssue } from '#modules/flows';
import { appendRevision, type FieldInput } from '#modules/ledger';
import type { UseCase } from '#platform/context';
import type { Reading, Tx } from '#platform/database';
import { findParent } from '../db/parent-reader.ts';
import type { PowerVersion } from '../db/power-reader.ts';
import { approvedOf } from '../db/power-transactor.ts';
import { publicationBlockers, type Blocker } from '../domain/blockers.ts';
import { toParts } from '../domain/digest.ts';
import { flowRefused, type PowerRefusal } from '../domain/errors.ts';
import { hasParent } from '../domain/inheritance.ts';
import { departuresFromParent } from '../domain/parent-entry.ts';
import { isWithinStatutory, termsOf } from './flow-terms.ts';

/**
 * What a version still lacks before it may be public on a day, and everything in which its flow does not fit it; nothing of one
 * that ends a power.
 */
export async function blockersOf(
  db: Reading,
  version: PowerVersion,
  on: LegalDay,
): Promise<{ readonly blockers: Blocker[]; readonly flowIssues: readonly FlowIssue[] }> {
  const { content, flowVersionId, status } = version;
  if (status !== 'in-force') return { blockers: [], flowIssues: [] };
  const parent = await findParent(db, content.basicCode);
  const flowIssues = await flowIssuesOf(db, version, on);
  const blockers = publicationBlockers({
    content,
    hasFlow: flowVersionId !== null,
    flowFits: flowIssues.length === 0,
    hasParent: hasParent(content, parent),
    departs: parent === undefined ? [] : departuresFromParent(content, parent),
    withinLimit: isWithinStatutory(content),
  });
  return { blockers, flowIssues };
}

/** In what the flow of a version does not fit its type and limits as they are, with the posts filled on a day (C7). */
export async function flowIssuesOf(
  db: Reading,
  { agencyId, flowVersionId, status, content }: PowerVersion,
  on: LegalDay,
): Promise<readonly FlowIssue[]> {
  if (flowVersionId === null || status !== 'in-force') return [];
  return holdToLaw(db, { agencyId, flowVersionId, terms: termsOf(content), on });
}

/** Name and code under which an agency stands in the ledger. */
export async function issuerOf(
  db: Reading,
  agencyId: string,
): Promise<{ readonly name: string; readonly org: string }> {
  const { name, uscc } = await db
    .selectFrom('agency')
    .select(['uscc', 'name'])
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow();
  return { name, org: uscc ?? 'NO-CODE' };
}

export type Entry = {
  readonly n: number;
  readonly code: string;
  readonly effectiveFrom: LegalDay;
  readonly issuer: { readonly name: string; readonly org: string };
  readonly basis: string;
  readonly postName: string | undefined;
  /** Who put their post's name to it, as the ledger tells it; digests only where nothing is withheld. */
  readonly approvals: (withDigests: boolean) => Extract<FieldInput['value'], readonly unknown[]>;
  /** Fields beside those every version has. */
  readonly more?: readonly FieldInput[];
};

/**
 * Makes a numbered version public in the caller's transaction: its flow, the record of who published it, and the ledger revision
 * with every element committed, open or withheld as the register says. Refuses `powers/flow-refused`.
 */
export async function enterVersion(
  tx: Tx,
  ctx: UseCase,
  actor: Actor,
  version: PowerVersion,
  entry: Entry,
): Promise<Result<void, PowerRefusal>> {
  const { code, n, effectiveFrom, issuer, basis } = entry;
  const holds = await findElementHolds(tx, version);
  const shown = withholdElements(toParts(version.content), holds);
  let flowRid: string | null = null;
  if (version.flowVersionId !== null && version.status === 'in-force') {
    const flow = await publishFlowVersion(tx, ctx, {
      agencyId: version.agencyId,
      flowVersionId: version.flowVersionId,
      actor: actorRef(actor),
      org: issuer.org,
      basis,
      effectiveFrom,
      power: { code, terms: termsOf(version.content) },
    });
    if (!flow.ok) return err(flowRefused(flow.error.code));
    flowRid = flow.value.rid;
  }
  await recordApproval(tx, ctx, actor, approvedOf(version), { act: 'publish', postName: entry.postName });
  const { rev } = await appendRevision(tx, {
    ids: ctx.ids,
    at: ctx.clock.now(),
    rid: version.rid,
    type: 'power.version',
    act: 'publish',
    agencyId: version.agencyId,
    org: issuer.org,
    basis,
    schema: 'power.version/1',
    fields: [
      { name: 'agency', value: issuer.name, state: 'open' },
      { name: 'code', value: code, state: 'open' },
      { name: 'n', value: n, state: 'open' },
      { name: 'name', value: version.content.name, state: 'open' },
      { name: 'effectiveFrom', value: effectiveFrom, state: 'open' },
      { name: 'content', value: shown.content, state: 'open' },
      ...shown.fields,
      { name: 'flow', value: flowRid, state: 'open' },
      { name: 'reason', value: version.reason, state: 'open' },
      // An unsalted digest of all that was signed could be tried out on what is withheld.
      { name: 'approvals', value: entry.approvals(shown.kept.length === 0), state: 'open' },
      { name: 'status', value: version.status, state: 'open' },
      ...(entry.more ?? []),
    ],
  });
  await recordKept(tx, { ...version, rev }, shown.kept, holds);
  return ok();
}
