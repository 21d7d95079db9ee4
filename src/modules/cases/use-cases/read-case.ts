import { z } from 'zod';
import { err, ok, toOffsetString, type Result } from '#kernel';
import type { Actor } from '#modules/access';
import { PAUSE_GROUNDS } from '#modules/calendar';
import { narrowedDocuments, opensDocument, type NarrowerScope } from '#modules/disclosure';
import {
  flowTablesOf,
  getFlowVersion,
  nodeName,
  outcomeName,
  outcomeWhen,
  questionAfter,
  renderFlowSvg,
  type FlowNode,
} from '#modules/flows';
import { personsOnPost } from '#modules/organisation';
import type { UseCase } from '#platform/context';
import { t, type Lang } from '#platform/i18n';
import type { CaseDetail, DocumentView, EventView, StepView } from '../contract/index.ts';
import { findCase, getParty } from '../db/case-reader.ts';
import { environmentOf } from '../db/environment.ts';
import { waitsForProposal } from '../db/proposals.ts';
import { DEVIATION_GROUNDS, DeviationGround } from '../domain/deviating.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { partyView } from '../domain/party.ts';
import { STATE_ACTIONS, type CaseAction } from '../domain/states.ts';
import type { Case, CaseStep } from '../engine/case.ts';
import { overlayOf } from '../engine/chart-overlay.ts';
import { clockView } from '../engine/clock-view.ts';
import type { CaseEnv } from '../engine/env.ts';
import { needsOf } from '../engine/needs.ts';
import { can, subjectOf } from '../policy.ts';
import { departureWords } from '../texts/case-words.ts';
import type { CaseKey } from './act-on-case.ts';
import { refusalFor } from './complete-step.ts';

type Person = { readonly name: string; readonly staffNo: string };

/** A case as this reader may see it, with what they may do now. Absent for whoever may not read it. */
export async function readCase(
  ctx: UseCase,
  actor: Actor,
  key: CaseKey,
  lang: Lang,
): Promise<Result<CaseDetail, CaseRefusal>> {
  const where = { agencyId: key.agencyId, id: key.caseId };
  const c = await findCase(ctx.db, where);
  if (c === undefined || !can(actor, 'case/read', subjectOf(c))) return err({ code: 'cases/not-found' });
  const [env, party, flow, persons, events, documents, deviationAsked] = await Promise.all([
    environmentOf(ctx, c),
    getParty(ctx.db, where),
    getFlowVersion(ctx.db, c.agencyId, c.flowVersionId),
    personsOf(ctx, c),
    readEvents(ctx, c, actor),
    readDocuments(ctx, c, actor),
    waitsForProposal(ctx.db, where),
  ]);
  const nodes = await nodesOf(ctx, c, env);
  const steps = await Promise.all(
    c.steps.map((one) => stepView(ctx, actor, env, c, one, getNode(nodes, one.node), persons, lang)),
  );
  const { terms } = c;
  return ok({
    caseId: c.id,
    rid: c.rid,
    version: c.version,
    number: c.number,
    power: {
      name: terms.powerName,
      code: terms.powerCode,
      version: terms.powerVersion,
      trialUntil: terms.trialUntil ?? null,
    },
    kind: env.table.kind,
    state: c.state,
    result: c.result,
    commitmentClass: c.commitmentClass,
    channel: c.channel,
    instant: terms.instant,
    receivedAt: toOffsetString(c.receivedAt),
    acceptedOn: c.acceptedOn,
    deemed: c.deemed,
    servedOn: c.servedOn,
    closedAt: c.closedAt === null ? null : toOffsetString(c.closedAt),
    party: partyView(party, can(actor, 'case/read-personal', subjectOf(c))),
    materials: terms.materials.map(({ key: k, name, required, shared }) => ({
      key: k,
      name,
      required,
      shared,
    })),
    clocks: c.clocks.map((one) => clockView(one, env.today, env.calendar)),
    steps,
    events: events.map((event) => ({
      ...event,
      detail: told(event, nodes, lang),
      step: nameOf(nodes, event.node, lang),
      by: actor.kind === 'party' ? null : event.by,
    })),
    documents,
    notices: c.notices.map(({ round, givenAt, answeredAt, items }) => ({
      round,
      givenAt: toOffsetString(givenAt),
      answeredAt: answeredAt === null ? null : toOffsetString(answeredAt),
      items: items.map(({ key: k, what, basis }) => ({ key: k, what, basis })),
    })),
    statements: c.statements.map((one) => ({ ...one })),
    decision: c.decision === null ? null : { ...c.decision, basis: [...c.decision.basis] },
    actions: actionsOf(actor, c),
    suspensionGrounds: (terms.statutory?.pausableBy ?? []).map((ground) => ({
      ground,
      zh: PAUSE_GROUNDS[ground]?.zh ?? ground,
      en: PAUSE_GROUNDS[ground]?.en ?? ground,
    })),
    extension: terms.statutory?.extension
      ? { max: terms.statutory.extension.n, unit: terms.statutory.extension.unit }
      : null,
    deviationAsked,
    flowSvg: renderFlowSvg(flow.table, flow.diagram, { lang, overlay: overlayOf(c, env.now) }),
  });
}

const Jumped = z.object({
  ground: DeviationGround,
  from: z.string(),
  to: z.string(),
});
const Moved = z.object({ law: z.string(), article: z.string() });

/** What an event says, with the ground of a departure in words: party and handlers read why, not only that (C5). */
function told(
  { kind, detail }: EventView,
  nodes: ReadonlyMap<string, FlowNode>,
  lang: Lang,
): EventView['detail'] {
  if (kind === 'jumped') {
    const { ground, from, to } = Jumped.parse(detail);
    const { basis, ...name } = DEVIATION_GROUNDS[ground];
    const why =
      basis === null ? t(lang, name) : lang === 'zh' ? `${name.zh}（${basis}）` : `${name.en} (${basis})`;
    const text = t(lang, departureWords.jumped, {
      why,
      from: nameOf(nodes, from, lang) ?? '',
      to: nameOf(nodes, to, lang) ?? '',
    });
    return { ...detail, text };
  }
  if (kind === 'moved') return { ...detail, text: t(lang, departureWords.moved, Moved.parse(detail)) };
  return detail;
}

/** Every step by its id: those of versions that the case was moved away from keep their names. */
async function nodesOf(ctx: UseCase, c: Case, env: CaseEnv): Promise<ReadonlyMap<string, FlowNode>> {
  const moves = c.deviations.flatMap((one) => (one.kind === 'move' ? [one.to] : []));
  const earlier =
    moves.length === 0 ? [] : await flowTablesOf(ctx.db, c.agencyId, [c.terms.flowRid, ...moves]);
  const all = [...earlier.flatMap(({ nodes }) => nodes), ...env.table.nodes];
  return new Map(all.map((node) => [node.id, node]));
}

function nameOf(nodes: ReadonlyMap<string, FlowNode>, id: string | null, lang: Lang): string | null {
  const node = id === null ? undefined : nodes.get(id);
  return node === undefined ? null : nodeName(node, lang);
}

function getNode(nodes: ReadonlyMap<string, FlowNode>, id: string): FlowNode {
  const node = nodes.get(id);
  if (node === undefined) throw new Error(`no version of the flow has ${id}`);
  return node;
}

/** Beside the steps: the party's rights, the handler's duties, the leader's powers. */
function actionsOf(actor: Actor, c: Case): string[] {
  const subject = subjectOf(c);
  const mine: Record<CaseAction, boolean> = {
    complete: can(actor, 'case/handle', subject),
    supplement: can(actor, 'case/party-act', subject),
    suspend: can(actor, 'case/handle', subject),
    resume: can(actor, 'case/handle', subject),
    withdraw: can(actor, 'case/party-act', subject),
    return: can(actor, 'case/handle', subject),
    terminate: can(actor, 'case/lead', subject),
    recuse: can(actor, 'case/lead', subject) || can(actor, 'case/handle', subject),
    restrict:
      c.commitmentClass !== 'NONE' && can(actor, 'case/lead', subject) && !can(actor, 'case/handle', subject),
    'state-and-defend': can(actor, 'case/party-act', subject),
    upload: can(actor, 'case/party-act', subject) || can(actor, 'case/handle', subject),
    note: can(actor, 'case/handle', subject),
    deviate: can(actor, 'case/handle', subject),
  };
  const offered: readonly CaseAction[] = STATE_ACTIONS[c.state];
  return offered.filter((action) => mine[action]);
}

async function stepView(
  ctx: UseCase,
  actor: Actor,
  env: CaseEnv,
  c: Case,
  one: CaseStep,
  node: FlowNode,
  persons: ReadonlyMap<string, Person>,
  lang: Lang,
): Promise<StepView> {
  const open = one.closedAt === null;
  const refusal = !open
    ? null
    : actor.kind !== 'staff'
      ? 'cases/forbidden'
      : ((await refusalFor(ctx, actor, env, c, one.node, undefined))?.code ?? null);
  const staff = actor.kind !== 'party';
  const onPost =
    open && staff && node.twoOfficers === true && one.postId !== null
      ? await personsOnPost(ctx.db, c.agencyId, one.postId, env.today)
      : [];
  const colleagues = onPost
    .filter(({ personId }) => actor.kind !== 'staff' || personId !== actor.personId)
    .map(({ personId, name }) => ({ id: personId, name }));
  const person = (id: string | null): Person | null => (id === null ? null : (persons.get(id) ?? null));
  const by = person(one.doneBy);
  return {
    id: one.id,
    node: one.node,
    name: nodeName(node, lang),
    role: node.role ?? 'act',
    post: env.table.posts.find(({ id }) => id === node.post)?.name ?? '',
    postId: one.postId,
    openedAt: toOffsetString(one.openedAt),
    dueAt: one.dueAt === null ? null : toOffsetString(one.dueAt),
    closedAt: one.closedAt === null ? null : toOffsetString(one.closedAt),
    ended: one.ended,
    outcome: one.outcome,
    outcomeLabel: one.outcome === null ? null : (outcomeName(env.table, node, one.outcome, lang) ?? null),
    opinion: staff ? one.opinion : null,
    by: by === null ? null : staff ? by : { name: '', staffNo: by.staffNo },
    second: staff ? person(one.secondOfficer) : null,
    twoOfficers: node.twoOfficers === true,
    colleagues,
    action: node.action ?? '',
    rule: node.rule ?? '',
    question: questionAfter(env.table, node, lang),
    outcomes:
      open && staff
        ? (node.outcomes ?? []).map(({ code, label }) => ({
            code,
            label: outcomeName(env.table, node, code, lang) ?? label,
            when: lang === 'zh' ? outcomeWhen(env.table, node, code) : null,
            needs: needsOf(env.table, c, node, code),
          }))
        : [],
    // second officers are named in the form, so their absence is no refusal yet
    refusal: refusal === 'cases/second-officer-needed' ? null : refusal,
  };
}

async function personsOf(ctx: UseCase, c: Case): Promise<ReadonlyMap<string, Person>> {
  const ids = [
    ...new Set(c.steps.flatMap(({ doneBy, secondOfficer }) => [doneBy ?? [], secondOfficer ?? []].flat())),
  ];
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('person')
    .select(['id', 'name', 'staff_no'])
    .where('agency_id', '=', c.agencyId)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, { name: row.name, staffNo: row.staff_no }]));
}

const Detail = z.record(z.string(), z.unknown());

async function readEvents(ctx: UseCase, c: Case, actor: Actor): Promise<EventView[]> {
  const rows = await ctx.db
    .selectFrom('case_event as e')
    .leftJoin('post as p', (j) => j.onRef('p.agency_id', '=', 'e.agency_id').onRef('p.id', '=', 'e.post_id'))
    .leftJoin('person as w', (j) =>
      j
        .onRef('w.agency_id', '=', 'e.agency_id')
        .on((e) => e('e.actor_kind', '=', 'person'))
        .on((e) => e.eb(e.cast<string>('w.id', 'text'), '=', e.ref('e.actor_id'))),
    )
    .select(['e.id', 'e.at', 'e.kind', 'e.node', 'e.detail', 'p.name as post', 'w.name as by'])
    .where('e.agency_id', '=', c.agencyId)
    .where('e.case_id', '=', c.id)
    .where('e.kind', '<>', 'sealed')
    .$if(actor.kind === 'party', (q) => q.where('e.audience', '=', 'party'))
    .orderBy('e.at')
    .orderBy('e.seq')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: toOffsetString(row.at),
    kind: row.kind,
    node: row.node,
    step: null,
    by: row.by,
    post: row.post,
    detail: Detail.parse(row.detail),
  }));
}

async function readDocuments(ctx: UseCase, c: Case, actor: Actor): Promise<DocumentView[]> {
  const rows = await ctx.db
    .selectFrom('case_document')
    .select([
      'id',
      'kind',
      'number',
      'title',
      'made_at',
      'material',
      'file_size',
      'file_type',
      'file_sha256',
      'content',
    ])
    .where('agency_id', '=', c.agencyId)
    .where('case_id', '=', c.id)
    .$if(actor.kind === 'party', (q) => q.where('audience', '=', 'party'))
    .orderBy('made_at')
    .orderBy('seq')
    .limit(500)
    .execute();
  const narrowed = await narrowedDocuments(ctx.db, { agencyId: c.agencyId, caseId: c.id });
  const opened = rows.filter(({ id }) => mayOpen(actor, c, narrowed.get(id)));
  return opened.map((row) => ({
    id: row.id,
    kind: row.kind,
    number: row.number,
    title: row.title,
    madeAt: toOffsetString(row.made_at),
    material: row.material,
    file:
      row.file_type === null
        ? null
        : { size: Number(row.file_size), type: row.file_type, sha256: row.file_sha256 ?? '' },
    content: row.content,
  }));
}

export type FoundDocument = {
  readonly kind: string;
  readonly title: string;
  readonly content: unknown;
  readonly fileKey: string | null;
  readonly fileType: string | null;
};

/** One document of a case for a reader of the case. */
export async function readDocument(
  ctx: UseCase,
  actor: Actor,
  key: CaseKey & { readonly documentId: string },
): Promise<Result<FoundDocument, CaseRefusal>> {
  const c = await findCase(ctx.db, { agencyId: key.agencyId, id: key.caseId });
  if (c === undefined || !can(actor, 'case/read', subjectOf(c))) return err({ code: 'cases/not-found' });
  const row = await ctx.db
    .selectFrom('case_document')
    .select(['kind', 'title', 'content', 'file_key', 'file_type'])
    .where('agency_id', '=', key.agencyId)
    .where('case_id', '=', key.caseId)
    .where('id', '=', key.documentId)
    .$if(actor.kind === 'party', (q) => q.where('audience', '=', 'party'))
    .executeTakeFirst();
  const narrowed = await narrowedDocuments(ctx.db, { agencyId: key.agencyId, caseId: key.caseId });
  if (row === undefined || !mayOpen(actor, c, narrowed.get(key.documentId)))
    return err({ code: 'cases/not-found' });
  return ok({
    kind: row.kind,
    title: row.title,
    content: row.content,
    fileKey: row.file_key,
    fileType: row.file_type,
  });
}

/** Whether a reader of the case opens a document of it that an exception may have narrowed (B7). */
function mayOpen(actor: Actor, c: Case, scope: NarrowerScope | undefined): boolean {
  if (scope === undefined || actor.kind === 'system') return true;
  if (actor.kind === 'party') return opensDocument('party', scope);
  const leads = can(actor, 'case/lead', subjectOf(c)) || can(actor, 'case/oversee', subjectOf(c));
  return opensDocument(leads ? 'leader' : 'staff', scope);
}
