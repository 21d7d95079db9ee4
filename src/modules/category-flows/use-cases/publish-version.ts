import { err, legalDayOf, ok, type LegalDay, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import {
  approvalsOf,
  nextState,
  publicApprovals,
  recordApproval,
  recordResolution,
  resolvedAs,
  resolvingOf,
} from '#modules/approval';
import { endFlow, getFlowVersion, publishFlowVersion, unlawfulOn, type VersionRefusal } from '#modules/flows';
import type { UseCase } from '#platform/context';
import { countCallersInForce } from '../db/callers.ts';
import { findCategoryVersion, type CategoryVersion } from '../db/version-reader.ts';
import { approvedOf, publishCategoryVersion } from '../db/version-transactor.ts';
import { publicationBlockers } from '../domain/blockers.ts';
import type { CategoryRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { subjectOf, type Key } from './shared.ts';

/** What still stops publication of a version, and where it stands with the body that resolves on it. */
export async function checkCategoryVersion(ctx: Pick<UseCase, 'db' | 'clock'>, version: CategoryVersion) {
  const today = legalDayOf(ctx.clock.now());
  const { flow, kind, agencyId, plannedFrom, ends, code } = version;
  const [resolving, callers, issues] = await Promise.all([
    resolvingOf(ctx.db, approvedOf(version)),
    ends ? countCallersInForce(ctx.db, agencyId, code) : 0,
    flow === null
      ? []
      : unlawfulOn(ctx.db, await getFlowVersion(ctx.db, agencyId, flow.id), { kind }, plannedFrom ?? today),
  ]);
  const blockers = publicationBlockers({
    ...version,
    drawn: flow !== null,
    callers,
    findings: issues.length,
    first: version.baseVersionId === null,
    today,
    resolution: resolvedAs(resolving),
  });
  return { resolving, blockers, issues };
}

/**
 * Publishes a passed version in one transaction: its drawing is numbered and appended to the ledger with its approvals, by the
 * same use case as the flow of a power. One that ends the flow says so in the record of its newest version. Flows that call an
 * earlier version, and cases that run, stay on it. Where the agency asks for a resolution, one on exactly this version must have
 * been adopted (A4), in a meeting that is closed. Refuses `category-flows/blocked` with the
 * checklist, and whatever an approval or the publication of a flow refuses.
 */
export async function publishCategoryFlow(
  ctx: UseCase,
  actor: Actor,
  input: Key & {
    readonly postName?: string;
    /** `demo` marks demonstration leaves. */
    readonly basis?: string;
  },
): Promise<Result<{ readonly n: number; readonly rid: string }, CategoryRefusal | VersionRefusal>> {
  const version = await findCategoryVersion(ctx.db, input.agencyId, input.versionId);
  if (!version) return err({ code: 'category-flows/not-found' });
  if (!can(actor, 'category-flow/publish', subjectOf(version)))
    return err({ code: 'category-flows/forbidden' });
  if (!nextState(version.state, 'publish'))
    return err({ code: 'category-flows/not-in-this-state', state: version.state });
  if (version.rowVersion !== input.rowVersion)
    return err({ code: 'category-flows/stale', rowVersion: version.rowVersion });
  const { resolving, blockers } = await checkCategoryVersion(ctx, version);
  const { flow, ends, baseVersionId } = version;
  if (blockers.length > 0 || (ends ? baseVersionId : flow) === null)
    return err({ code: 'category-flows/blocked', blockers });
  const of = approvedOf(version);
  const approvals = await approvalsOf(ctx.db, of);
  const { agency, office } = await namesOf(ctx, version);
  const now = ctx.clock.now();
  const effectiveFrom: LegalDay = version.plannedFrom ?? legalDayOf(now);
  const resolution = resolving?.resolution;
  const { kind, title, reason } = version;
  const shown = publicApprovals(approvals, { resolution, digest: of.digest }, true);
  return ctx.transact<{ readonly n: number; readonly rid: string }, CategoryRefusal | VersionRefusal>(
    async (tx) => {
      if (!(await publishCategoryVersion(tx, version, now, effectiveFrom)))
        return err({ code: 'category-flows/stale', rowVersion: version.rowVersion + 1 });
      if (resolution !== undefined) await recordResolution(tx, ctx, of, resolution);
      await recordApproval(tx, ctx, actor, of, { act: 'publish', postName: input.postName });
      const common = {
        agencyId: version.agencyId,
        actor: actorRef(actor),
        org: agency.uscc ?? 'NO-CODE',
        basis: input.basis ?? 'category-flow',
      };
      if (flow === null)
        return ok(
          await endFlow(tx, ctx, {
            ...common,
            flowVersionId: baseVersionId ?? '',
            endsOn: effectiveFrom,
            reason,
            office: office.name,
            approvals: shown,
          }),
        );
      const published = await publishFlowVersion(tx, ctx, {
        ...common,
        flowVersionId: flow.id,
        effectiveFrom,
        category: {
          terms: { kind },
          fields: [
            { name: 'agency', value: agency.name },
            { name: 'office', value: office.name },
            { name: 'kind', value: kind },
            { name: 'title', value: title },
            { name: 'reason', value: reason },
            { name: 'approvals', value: shown },
          ],
        },
      });
      if (!published.ok) return published;
      return ok({ n: published.value.n, rid: published.value.rid });
    },
  );
}

async function namesOf({ db }: UseCase, { agencyId, officeId }: CategoryVersion) {
  const [agency, office] = await Promise.all([
    db.selectFrom('agency').select(['name', 'uscc']).where('id', '=', agencyId).executeTakeFirstOrThrow(),
    db
      .selectFrom('office')
      .select('name')
      .where('agency_id', '=', agencyId)
      .where('id', '=', officeId)
      .executeTakeFirstOrThrow(),
  ]);
  return { agency, office };
}
