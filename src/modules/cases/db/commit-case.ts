import { err, legalDayOf, ok, type Result } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import type { FlowTable } from '#modules/flows';
import { writeJournal } from '#modules/journal';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import { composeDocument, documentFor } from '../documents/compose-document.ts';
import { DOCUMENT_KINDS, type DocumentContent, type DocumentKind } from '../documents/document.ts';
import { caseNumber } from '../domain/case-number.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import type { Party } from '../domain/party.ts';
import type { Case } from '../engine/case.ts';
import type { Acted, Happening } from '../engine/happening.ts';
import { insertCase, nextNumber, updateCase, type NewFile } from './case-writer.ts';
import { disclose } from './disclose.ts';

export type Commit = {
  /** Null for a case just submitted. */
  readonly before: Case | null;
  readonly acted: Acted;
  /** The moment it was decided at: rows, events, numbers and what is owed to society all carry this one. */
  readonly at: Date;
  readonly actor: Actor;
  readonly postId: string | null;
  readonly node: string | null;
  readonly party: Party;
  /** `case/submit`, `case/complete-step`, … */
  readonly action: string;
  /** The bound flow: which steps society sees, and what they are in law. */
  readonly table: FlowTable;
  readonly file?: NewFile;
};

type Made = { readonly kind: DocumentKind; readonly content: DocumentContent };

/**
 * Writes an act on a case in the caller's transaction: numbers, rows, documents, events, journal, and what is owed to
 * society. Refuses `conflict` when the case moved on since it was read.
 */
export async function commitCase(
  tx: Tx,
  ctx: UseCase,
  commit: Commit,
): Promise<Result<{ readonly next: Case; readonly documents: readonly string[] }, CaseRefusal>> {
  const { before, acted, actor, at: now } = commit;
  const on = legalDayOf(now);
  let next = await withNumber(tx, acted, now);
  const made: Made[] = [];
  for (const happening of acted.happenings) {
    const kind = documentFor(happening, next);
    if (kind === null) continue;
    const number = await documentNumber(tx, next.agencyId, kind, on);
    if (happening.kind === 'decided' && next.decision !== null)
      next = { ...next, decision: { ...next.decision, documentNumber: number } };
    made.push({
      kind,
      content: composeDocument(happening, kind, { c: next, addressee: commit.party.name, on, number }),
    });
  }
  if (before === null) {
    if (commit.file === undefined) throw new Error('a new case has a receipt');
    await insertCase(tx, next, commit.file);
    await tx
      .insertInto('case_party')
      .values({
        agency_id: next.agencyId,
        case_id: next.id,
        kind: commit.party.kind,
        data: JSON.stringify(commit.party),
      })
      .execute();
  } else if (!(await updateCase(tx, before, next))) {
    return err({ code: 'conflict' });
  }
  await writeEvents(tx, ctx, commit, next, now);
  const documents = await writeDocuments(tx, ctx, commit, next, made, now);
  await disclose(tx, ctx, {
    ...commit,
    before,
    next,
    now,
    today: on,
    documents: made.map(({ content }) => content),
    ...stageOf(commit, next),
  });
  await writeJournal(tx, {
    ids: ctx.ids,
    at: now,
    actor: actorRef(actor, commit.postId ?? undefined),
    action: commit.action,
    subjectType: 'case',
    subjectRid: next.rid,
    agencyId: next.agencyId,
    ...(before === null ? {} : { before: digestible(before) }),
    after: digestible(next),
    requestId: ctx.requestId,
    ...(commit.node === null ? {} : { note: commit.node.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-') }),
  });
  return ok({ next: { ...next, version: before === null ? next.version : before.version + 1 }, documents });
}

function stageOf({ table, node }: Commit, next: Case) {
  const open = new Set(next.steps.filter(({ closedAt }) => closedAt === null).map((one) => one.node));
  return {
    publicSteps: table.nodes
      .filter((one) => open.has(one.id) && one.public)
      .map((one) => one.publicLabel ?? one.name),
    doneRole: table.nodes.find(({ id }) => id === node)?.role ?? null,
  };
}

/** 受理号 without gaps, taken in the transaction that accepts. */
async function withNumber(tx: Tx, { next, happenings }: Acted, now: Date): Promise<Case> {
  if (next.number !== null || !happenings.some(({ kind }) => kind === 'accepted')) return next;
  const year = Number(legalDayOf(now).slice(0, 4));
  const n = await nextNumber(tx, next.agencyId, 'case', year);
  return { ...next, number: caseNumber(next.terms.agencyCode, year, n) };
}

async function documentNumber(tx: Tx, agencyId: string, kind: DocumentKind, on: string): Promise<string> {
  const year = Number(on.slice(0, 4));
  const { series } = DOCUMENT_KINDS[kind];
  return `${series}〔${year}〕${await nextNumber(tx, agencyId, kind, year)}号`;
}

function digestible(c: Case) {
  return {
    version: c.version,
    state: c.state,
    result: c.result,
    number: c.number,
    marking: { o: [...c.marking.o] },
  };
}

const PARTY_SEES: ReadonlySet<Happening['kind']> = new Set([
  'submitted',
  'step-done',
  'timer-fired',
  'correction-asked',
  'supplemented',
  'accepted',
  'acceptance-confirmed',
  'not-accepted',
  'suspended',
  'resumed',
  'extended',
  'statement-answered',
  'decided',
  'served',
  'withdrawn',
  'lapsed',
  'returned',
  'terminated',
  'closed',
  'restricted',
  'jumped',
  'moved',
]);

async function writeEvents(tx: Tx, ctx: UseCase, commit: Commit, next: Case, now: Date): Promise<void> {
  const who = actorRef(commit.actor, commit.postId ?? undefined);
  const of = { agency_id: next.agencyId, at: now };
  const events = commit.acted.happenings.filter((one) => one.kind !== 'clock-changed');
  if (events.length > 0)
    await tx
      .insertInto('case_event')
      .values(
        events.map(({ kind, ...detail }, seq) => ({
          ...of,
          seq,
          id: ctx.ids.uuid(now),
          case_id: next.id,
          kind,
          node: 'node' in detail ? detail.node : commit.node,
          actor_kind: who.kind,
          actor_id: who.id,
          post_id: commit.postId,
          audience: PARTY_SEES.has(kind) ? 'party' : 'staff',
          detail: JSON.stringify(detail),
        })),
      )
      .execute();
  for (const change of commit.acted.happenings) {
    if (change.kind !== 'clock-changed') continue;
    await tx
      .insertInto('case_clock_change')
      .values({
        ...of,
        id: ctx.ids.uuid(now),
        clock_id: change.clockId,
        cause: change.cause,
        before: JSON.stringify(change.before),
        after: JSON.stringify(change.after),
      })
      .execute();
  }
}

async function writeDocuments(
  tx: Tx,
  ctx: UseCase,
  commit: Commit,
  next: Case,
  made: readonly Made[],
  now: Date,
): Promise<readonly string[]> {
  const rows = made.map(({ kind, content }, seq) => ({
    seq,
    agency_id: next.agencyId,
    id: ctx.ids.uuid(now),
    case_id: next.id,
    kind,
    number: content.number,
    title: content.title,
    made_at: now,
    made_by: actorRef(commit.actor).id,
    node: commit.node,
    content: JSON.stringify(content),
    audience: 'party',
  }));
  if (rows.length > 0) await tx.insertInto('case_document').values(rows).execute();
  return rows.map(({ id }) => id);
}
