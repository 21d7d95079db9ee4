import { err, legalDayOf, ok, startOfLegalDay, Uuid, type LegalDay, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { getCalendar } from '#modules/calendar';
import {
  getFlowVersion,
  readFlowDraft,
  renderFlowSvg,
  soundness,
  type Diagram,
  type DraftRefusal,
  type FlowIssue,
  type FlowKind,
  type FlowTable,
  type Mark,
} from '#modules/flows';
import { findReadableVersion, findVersion, type PowerVersion } from '#modules/powers';
import type { UseCase } from '#platform/context';
import type { Lang } from '#platform/i18n';
import type { WalkRequest, WalkView } from '../contract/index.ts';
import { generalTerms, handlingTerms } from '../db/bind-power.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import type { NewCase } from '../engine/acts.ts';
import { overlayOf } from '../engine/chart-overlay.ts';
import type { CaseEnv } from '../engine/env.ts';
import { walkView } from '../engine/walk-view.ts';
import { walkCase, type WalkLimit } from '../engine/walk.ts';

/** What is walked through: a program, or why the drawing is none yet. */
type Walked = {
  /** The version of the power whose limits run; null for a general flow, which belongs to none. */
  readonly version: PowerVersion | null;
  readonly officeId: string | null;
  readonly name: string;
  readonly diagram: Diagram | null;
} & (
  | { readonly table: FlowTable; readonly issues: readonly [] }
  | { readonly table: null; readonly issues: readonly FlowIssue[]; readonly drawn: FlowTable | null }
);

export type WalkFound = Omit<WalkView, 'obstacles'> & { readonly issues: readonly FlowIssue[] };

/**
 * Walks a case that does not exist through a drawing or through the flow of a version, from a day on, with the acts so far;
 * nothing is kept. Drawings are for whoever may draw them, versions for whoever may read them. Refuses what they refuse,
 * `cases/power-not-found`, and what `walkCase` refuses.
 */
export async function walkFlow(
  ctx: UseCase,
  actor: Actor,
  agencyId: string,
  { of, from, steps }: WalkRequest,
  lang: Lang,
): Promise<Result<WalkFound, CaseRefusal | DraftRefusal>> {
  const read =
    'draftId' in of
      ? await readDrawing(ctx, actor, agencyId, of.draftId)
      : await readVersionFlow(ctx, actor, agencyId, of.versionId);
  if (!read.ok) return read;
  const { version, name, diagram, table, issues } = read.value;
  const found = { name, versionId: version?.versionId ?? null, issues };
  if (table === null) {
    const { drawn } = read.value;
    const marks = Object.fromEntries(
      issues.flatMap(({ element }): [string, Mark][] => (element === null ? [] : [[element, 'stuck']])),
    );
    const svg = drawn === null || diagram === null ? null : renderFlowSvg(drawn, diagram, { lang, marks });
    return ok({ ...found, svg, walk: null });
  }
  const now = new Date(startOfLegalDay(from).getTime() + NINE);
  const env: CaseEnv = {
    now,
    today: legalDayOf(now),
    table,
    calendar: await getCalendar(ctx.db),
    posts: new Map(),
    newId: () => ctx.ids.uuid(now),
  };
  const draft = await inventedCase(ctx, { ...read.value, agencyId, kind: table.kind }, from, now);
  const limits = version === null ? 'general' : limitsOf(version, draft.terms);
  const walked = walkCase(env, draft, steps, limits);
  if (!walked.ok) return walked;
  const overlay = overlayOf(walked.value.case, walked.value.env.now);
  const svg = diagram === null ? null : renderFlowSvg(table, diagram, { lang, overlay });
  return ok({ ...found, svg, walk: walkView(walked.value, lang) });
}

/** The limits that a version states itself; none is made up for one that states none. */
function limitsOf({ content }: PowerVersion, { statutory, committed }: NewCase['terms']): WalkLimit[] {
  return [
    ...(statutory === null ? [] : [{ kind: 'statutory' as const, period: statutory }]),
    ...(content.committedLimit === undefined ? [] : [{ kind: 'committed' as const, period: committed }]),
  ];
}

/** Offices open at nine. */
const NINE = 9 * 3_600_000;

async function readDrawing(
  ctx: UseCase,
  actor: Actor,
  agencyId: string,
  draftId: string,
): Promise<Result<Walked, CaseRefusal | DraftRefusal>> {
  const read = await readFlowDraft(ctx, actor, { agencyId, draftId });
  if (!read.ok) return read;
  const { stored, examined } = read.value;
  const version =
    stored.owner.kind === 'power.version' ? await findVersion(ctx.db, agencyId, stored.owner.id) : null;
  if (version === undefined) return err({ code: 'cases/power-not-found' });
  const { table, draft, diagram } = examined;
  const { officeId } = stored;
  const of = { version, officeId, name: (table ?? draft)?.name ?? '', diagram };
  if (table === null) return ok({ ...of, table, issues: examined.issues, drawn: draft });
  const { issues } = soundness(table);
  return ok(
    issues.length === 0 ? { ...of, table, issues: [] } : { ...of, table: null, issues, drawn: table },
  );
}

async function readVersionFlow(
  ctx: UseCase,
  actor: Actor,
  agencyId: string,
  versionId: string,
): Promise<Result<Walked, CaseRefusal>> {
  const version = await findReadableVersion(ctx.db, actor, { agencyId, versionId });
  if (version === undefined || version.flowVersionId === null) return err({ code: 'cases/power-not-found' });
  const { table, diagram } = await getFlowVersion(ctx.db, agencyId, version.flowVersionId);
  return ok({ version, officeId: version.officeId, name: table.name, diagram, table, issues: [] });
}

type Invented = Pick<Walked, 'version' | 'officeId' | 'name'> & {
  readonly agencyId: string;
  readonly kind: FlowKind;
};

/** A case of the power or of the category as it is received on the day; none of its ids is ever stored. */
async function inventedCase(
  { ids, db }: UseCase,
  { agencyId, version, officeId, name: title, kind }: Invented,
  day: LegalDay,
  now: Date,
): Promise<NewCase> {
  const { name } = await db
    .selectFrom('agency')
    .select('name')
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow();
  return {
    agencyId: Uuid.parse(agencyId),
    id: ids.uuid(now),
    rid: ids.rid(),
    version: 1,
    number: null,
    powerId: version?.powerId ?? ids.uuid(now),
    powerVersionId: version?.versionId ?? ids.uuid(now),
    flowVersionId: version?.flowVersionId ?? ids.uuid(now),
    officeId: Uuid.nullable().parse(officeId),
    calendarVersion: 1,
    commitmentClass: version?.commitmentClass ?? 'OPEN',
    deviations: [],
    terms: {
      ...(version === null ? generalTerms(title, kind, name) : handlingTerms(version.content, name)),
      powerCode: version?.code ?? '',
      powerVersion: version?.n ?? 1,
      powerRid: version?.rid ?? ids.rid(),
      flowRid: ids.rid(),
      agencyCode: '',
      basis: 'walk',
    },
    channel: 'online',
    result: null,
    facts: {},
    receivedAt: now,
    completeOn: day,
    acceptedOn: null,
    deemed: false,
    decision: null,
    servedOn: null,
    extended: false,
    ending: null,
    closedAt: null,
    notices: [],
    recused: [],
    statements: [],
  };
}
