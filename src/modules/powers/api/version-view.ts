import { legalDayOf } from '#kernel';
import type { StaffActor } from '#modules/access';
import {
  actsIn,
  approvalViews,
  resolvedAs,
  resolvingOf,
  resolvingView,
  type VersionState,
} from '#modules/approval';
import { holdAgainstLibrary, stateView } from '#modules/library';
import { findWholeException } from '#modules/disclosure';
import { differenceOf, getFlowVersion, toFinding, wordsOf } from '#modules/flows';
import type { AppContext } from '#platform/context';
import type { VersionDetail } from '../contract/index.ts';
import { burdenOfVersion, versionBefore } from '../db/burden-reader.ts';
import { findCodeHolder } from '../db/code-holder.ts';
import { findPowerInForce, type PowerVersion } from '../db/power-reader.ts';
import { approvedOf } from '../db/power-transactor.ts';
import { findTrial } from '../db/trial-reader.ts';
import { lastEditOf, newestPublished } from '../db/version-context.ts';
import { compareBurden } from '../domain/burden.ts';
import { diffContents } from '../domain/diff.ts';
import { lockedIn } from '../domain/inheritance.ts';
import { can } from '../policy.ts';
import { elementName } from '../portal/element-names.ts';
import { resolutionBlockers } from '../domain/blockers.ts';
import { blockersOf } from '../use-cases/enter-version.ts';
import { blockerText } from './texts.ts';
import { trialFact } from './trial-fact.ts';

/** What this reader may do to a version in this state. Nobody is asked to sign what was not touched since it was returned or begun. */
export function actsOf(
  actor: StaffActor,
  { state, officeId, untouched }: { state: VersionState; officeId: string | null; untouched: boolean },
): string[] {
  const subject = { agencyId: actor.agencyId, officeId: officeId ?? undefined };
  return actsIn(state).filter(
    (act) =>
      !(untouched && act === 'sign') && can(actor, act === 'edit' ? 'power/draft' : `power/${act}`, subject),
  );
}

/** A version with its checklist, approvals and what it changes. */
export async function detailOf(
  ctx: AppContext,
  actor: StaffActor,
  version: PowerVersion,
  lang: 'zh' | 'en',
): Promise<VersionDetail> {
  const today = legalDayOf(ctx.clock.now());
  const since = version.publishedAt === null ? today : legalDayOf(version.publishedAt);
  const [approvals, inForce, published, lastEdit, resolving, bases, excepted, trial] = await Promise.all([
    approvalViews(ctx.db, approvedOf(version)),
    version.code === null ? undefined : findPowerInForce(ctx.db, version.code, today),
    newestPublished(ctx.db, version),
    lastEditOf(ctx.db, version),
    version.state === 'published' ? undefined : resolvingOf(ctx.db, approvedOf(version)),
    holdAgainstLibrary(ctx.db, version.agencyId, version.content.legalBasis, { since, today }),
    findWholeException(ctx.db, version),
    findTrial(ctx.db, version),
  ]);
  const { content } = version;
  const holder = version.state === 'published' ? undefined : await findCodeHolder(ctx.db, version);
  const before = await versionBefore(ctx.db, version);
  const counts = compareBurden(
    await burdenOfVersion(ctx.db, version),
    before && (await burdenOfVersion(ctx.db, before)),
  );
  const { blockers, flowIssues } =
    version.state === 'published'
      ? { blockers: [], flowIssues: [] }
      : await blockersOf(ctx.db, version, today);
  blockers.push(...resolutionBlockers(resolvedAs(resolving)));
  if (holder !== undefined) blockers.push({ code: 'powers/code-taken', field: codeField(content) });
  if (excepted !== undefined) blockers.push({ code: 'powers/excepted', field: 'disclosure' });
  const untouched = isUntouched(version, published);
  const standing = inForce?.versionId === version.versionId ? undefined : inForce;
  return {
    powerId: version.powerId,
    versionId: version.versionId,
    rid: version.rid,
    code: version.code,
    n: version.n,
    state: version.state,
    status: version.status,
    content,
    reason: version.reason,
    changeBasis: version.changeBasis,
    officeId: version.officeId,
    flowVersionId: version.flowVersionId,
    commitmentClass: version.commitmentClass,
    effectiveFrom: version.effectiveFrom,
    trial: trial === undefined ? null : trialFact(trial, today),
    rowVersion: version.rowVersion,
    acts: actsOf(actor, { ...version, untouched }),
    untouched,
    digest: approvedOf(version).digest.toString('hex'),
    blockers: blockers.map((b) => ({
      ...b,
      text: blockerText(b.code, lang),
      ...(b.code === 'powers/code-taken' && holder?.name !== undefined && holder.href !== undefined
        ? { other: { name: holder.name, href: holder.href } }
        : {}),
    })),
    flowFindings: flowIssues.map(toFinding),
    approvals: [...approvals],
    resolution: resolvingView(resolving),
    bases: bases.map(({ basis, law, state }) => ({
      law: basis.law,
      article: basis.article,
      lawId: law?.id ?? null,
      state: stateView(state),
    })),
    locked: published ? lockedIn(published.content) : [],
    lastEdit,
    counts: [...counts],
    before: standing?.content ?? null,
    changes:
      standing === undefined
        ? []
        : diffContents(standing.content, content).map((d) => ({
            field: d.field,
            label: elementName(d.field, lang),
          })),
    flowChange: standing === undefined ? null : await flowChangeOf(ctx, standing, version, lang),
  };
}

/** Nobody has changed it since it was returned, or since the adjustment began from what is in force. */
function isUntouched(version: PowerVersion, published: PowerVersion | undefined): boolean {
  if (version.state === 'returned') return true;
  return (
    version.state === 'draft' &&
    published !== undefined &&
    version.status === published.status &&
    version.flowVersionId === published.flowVersionId &&
    version.commitmentClass === published.commitmentClass &&
    version.officeId === published.officeId &&
    diffContents(published.content, version.content).length === 0
  );
}

/** The element that decides the public code. */
const codeField = ({ implementationCode }: PowerVersion['content']): 'implementationCode' | 'rawCode' =>
  implementationCode === undefined ? 'rawCode' : 'implementationCode';

/** In what the flow of a version differs from that of the one in force, in words. */
async function flowChangeOf(
  ctx: AppContext,
  standing: PowerVersion,
  version: PowerVersion,
  lang: 'zh' | 'en',
): Promise<VersionDetail['flowChange']> {
  const { agencyId, flowVersionId } = version;
  if (flowVersionId === null || flowVersionId === standing.flowVersionId) return null;
  if (standing.flowVersionId === null) return { kind: 'new', changes: [] };
  const [before, after] = await Promise.all([
    getFlowVersion(ctx.db, agencyId, standing.flowVersionId),
    getFlowVersion(ctx.db, agencyId, flowVersionId),
  ]);
  if (before.sha256 === after.sha256) return null;
  const changes = wordsOf(differenceOf(before.table, after.table), before.table, after.table, lang);
  return { kind: changes.length === 0 ? 'redrawn' : 'changed', changes };
}
