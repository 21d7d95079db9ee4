import { createHash } from 'node:crypto';
import { err, ok, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import { actsIn, approvalViews, resolvingView, type VersionState } from '#modules/approval';
import {
  compareCharts,
  countFlow,
  findDraft,
  findFlowEnding,
  getFlowVersion,
  renderFlowSvg,
} from '#modules/flows';
import type { UseCase } from '#platform/context';
import type { Lang } from '#platform/i18n';
import type { CategoryRow } from '../contract/index.ts';
import { callersIn } from '../db/callers.ts';
import { listOpenVersions, listPublishedFlows } from '../db/category-list.ts';
import { findCategoryVersion, versionsOfCode, type CategoryVersion } from '../db/version-reader.ts';
import { approvedOf } from '../db/version-transactor.ts';
import type { CategoryRefusal } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { checkCategoryVersion } from './publish-version.ts';
import { subjectOf } from './shared.ts';

/** What this reader may do to a version in this state. */
function actsOf(actor: StaffActor, state: VersionState, officeId: string): string[] {
  const subject = { agencyId: actor.agencyId, officeId };
  return actsIn(state).filter((act) =>
    can(actor, act === 'edit' ? 'category-flow/draft' : `category-flow/${act}`, subject),
  );
}

/** The general flows of one's agency by category: published ones for all its staff, what is on its way for those who may know. */
export async function readCategoryFlows(
  ctx: UseCase,
  actor: StaffActor,
): Promise<Result<{ readonly items: CategoryRow[]; readonly mayDraft: boolean }, CategoryRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'category-flow/list', { agencyId })) return err({ code: 'category-flows/forbidden' });
  const [published, open, callers] = await Promise.all([
    listPublishedFlows(ctx.db, agencyId),
    listOpenVersions(ctx.db, agencyId),
    callersIn(ctx.db, agencyId),
  ]);
  const shown = open.filter(({ officeId }) => can(actor, 'category-flow/read-draft', { agencyId, officeId }));
  const mayDraft = can(actor, 'category-flow/begin', { agencyId });
  const items = [...new Set([...published, ...shown].map(({ code }) => code))].flatMap((code) => {
    const stands = published.find((one) => one.code === code);
    const comes = shown.find((one) => one.code === code);
    const said = stands ?? comes;
    if (said === undefined) return [];
    return {
      code,
      kind: said.kind,
      title: said.title,
      published:
        stands === undefined
          ? null
          : {
              n: stands.n,
              versionId: stands.versionId,
              effectiveFrom: stands.effectiveFrom ?? stands.publishedOn,
              ended: stands.ended,
            },
      open:
        comes === undefined
          ? null
          : {
              versionId: comes.versionId,
              state: comes.state,
              officeName: comes.officeName,
              ends: comes.ends,
              acts: actsOf(actor, comes.state, comes.officeId),
            },
      callers: callers.filter(({ called }) => called === code).length,
      mayRevise:
        stands !== undefined &&
        stands.ended === null &&
        !open.some((one) => one.code === code) &&
        (stands.officeId === null
          ? mayDraft
          : can(actor, 'category-flow/draft', { agencyId, officeId: stands.officeId })),
    };
  });
  const byPlace = (a: CategoryRow, b: CategoryRow): number =>
    a.kind.localeCompare(b.kind) || a.title.localeCompare(b.title, 'zh');
  return ok({ items: items.toSorted(byPlace), mayDraft });
}

/** A version with its drawing, checklist and approvals; published ones for all staff of the agency. */
export async function readCategoryVersion(ctx: UseCase, actor: StaffActor, versionId: string, lang: Lang) {
  const version = await findReadable(ctx, actor, versionId);
  return version.ok ? ok(await detailOf(ctx, actor, version.value, lang)) : version;
}

/** The version that it began from beside the drawing as it was submitted; null without one of the two. */
export async function compareCategoryVersion(ctx: UseCase, actor: StaffActor, versionId: string, lang: Lang) {
  const version = await findReadable(ctx, actor, versionId);
  if (!version.ok) return version;
  const both = await comparedOf(ctx, version.value, lang);
  return ok({ charts: both && { n: both.n, before: both.before, after: both.after } });
}

async function comparedOf({ db }: UseCase, { agencyId, baseVersionId, flow }: CategoryVersion, lang: Lang) {
  if (baseVersionId === null || flow === null) return null;
  const [base, now] = await Promise.all([
    getFlowVersion(db, agencyId, baseVersionId),
    getFlowVersion(db, agencyId, flow.id),
  ]);
  return { n: base.n, ...compareCharts(base, now, { lang, titled: false }) };
}

async function findReadable(
  ctx: UseCase,
  actor: StaffActor,
  versionId: string,
): Promise<Result<CategoryVersion, CategoryRefusal>> {
  const version = await findCategoryVersion(ctx.db, actor.agencyId, versionId);
  if (!version) return err({ code: 'category-flows/not-found' });
  const may =
    version.state === 'published'
      ? can(actor, 'category-flow/list', version)
      : can(actor, 'category-flow/read-draft', subjectOf(version));
  return may ? ok(version) : err({ code: 'category-flows/forbidden' });
}

async function detailOf(ctx: UseCase, actor: StaffActor, version: CategoryVersion, lang: Lang) {
  const { db } = ctx;
  const { agencyId, officeId, code, flow, state, baseVersionId } = version;
  const [approvals, versions, checked, callers, compared, base, flowVersion, drawing, ending, office] =
    await Promise.all([
      approvalViews(db, approvedOf(version)),
      versionsOfCode(db, agencyId, code),
      checkCategoryVersion(ctx, version),
      callersIn(db, agencyId, code),
      comparedOf(ctx, version, lang),
      baseVersionId === null ? undefined : getFlowVersion(db, agencyId, baseVersionId),
      flow === null ? undefined : getFlowVersion(db, agencyId, flow.id),
      findDraft(db, agencyId, { owner: { kind: 'category-flow.version', id: version.versionId } }),
      findFlowEnding(db, agencyId, code),
      db
        .selectFrom('office')
        .select('name')
        .where('agency_id', '=', agencyId)
        .where('id', '=', officeId)
        .executeTakeFirstOrThrow(),
    ]);
  const published = versions.filter(({ n }) => n !== null);
  const readsDrafts = can(actor, 'category-flow/read-draft', subjectOf(version));
  return {
    ...version,
    officeName: office.name,
    ended: ending === undefined ? null : { on: ending.endsOn, reason: ending.reason },
    acts: actsOf(actor, state, officeId),
    mayRevise:
      ending === undefined &&
      version.versionId === published[0]?.versionId &&
      versions.length === published.length &&
      can(actor, 'category-flow/draft', subjectOf(version)),
    blockers: state === 'published' ? [] : checked.blockers,
    issues: state === 'published' ? [] : checked.issues,
    approvals,
    resolution: state === 'published' ? null : resolvingView(checked.resolving),
    drawing:
      flowVersion === undefined
        ? null
        : {
            svg: renderFlowSvg(flowVersion.table, flowVersion.diagram, { lang }),
            sha256: flowVersion.sha256,
            ...countFlow(flowVersion.table),
          },
    drawnSince:
      state !== 'published' && flow !== null && drawing !== undefined && sha256(drawing.bpmn) !== flow.sha256,
    base:
      base === undefined
        ? null
        : { n: base.n, changes: compared?.changes.map((change) => ({ ...change })) ?? null },
    callers: callers.map(({ called: _, ...caller }) => caller),
    versions: versions
      .filter((one) => one.state === 'published' || readsDrafts)
      .map((one) => ({
        versionId: one.versionId,
        n: one.n,
        state: one.state,
        effectiveFrom: one.effectiveFrom,
      })),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
