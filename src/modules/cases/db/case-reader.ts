import { z } from 'zod';
import { LegalDay, Rid, Uuid } from '#kernel';
import { DueDerivation } from '#modules/calendar';
import { markingSchema } from '#modules/flows';
import type { Reading } from '#platform/database';
import { Deviation } from '../domain/deviating.ts';
import { NoticeItem } from '../domain/one-time-notice.ts';
import { Party } from '../domain/party.ts';
import { CASE_STATES, RESULTS } from '../domain/states.ts';
import { CaseTerms, Decision, StepEnd, type Case, type CaseClock } from '../engine/case.ts';

const File = z
  .object({
    agency_id: Uuid,
    id: Uuid,
    rid: Rid,
    row_version: z.int(),
    number: z.string().nullable(),
    power_id: Uuid,
    power_version_id: Uuid,
    flow_version_id: Uuid,
    office_id: Uuid.nullable(),
    calendar_version: z.int(),
    commitment_class: z.enum(['OPEN', 'SEALED', 'NONE']),
    terms: CaseTerms,
    channel: z.enum(['online', 'window', 'post', 'agent']),
    state: z.enum(CASE_STATES),
    result: z.enum(RESULTS).nullable(),
    marking: markingSchema,
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    received_at: z.date(),
    complete_on: LegalDay,
    accepted_on: LegalDay.nullable(),
    deemed: z.boolean(),
    decision: Decision.nullable(),
    served_on: LegalDay.nullable(),
    extended: z.boolean(),
    ending: z.enum(['end', 'withdrawn', 'returned', 'terminated']).nullable(),
    closed_at: z.date().nullable(),
  })
  .transform((r) => ({
    agencyId: r.agency_id,
    id: r.id,
    rid: r.rid,
    version: r.row_version,
    number: r.number,
    powerId: r.power_id,
    powerVersionId: r.power_version_id,
    flowVersionId: r.flow_version_id,
    officeId: r.office_id,
    calendarVersion: r.calendar_version,
    commitmentClass: r.commitment_class,
    terms: r.terms,
    channel: r.channel,
    state: r.state,
    result: r.result,
    marking: r.marking,
    facts: r.facts,
    receivedAt: r.received_at,
    completeOn: r.complete_on,
    acceptedOn: r.accepted_on,
    deemed: r.deemed,
    decision: r.decision,
    servedOn: r.served_on,
    extended: r.extended,
    ending: r.ending,
    closedAt: r.closed_at,
  }));

const Step = z
  .object({
    id: Uuid,
    node: z.string(),
    post_id: Uuid.nullable(),
    opened_at: z.date(),
    due_at: z.date().nullable(),
    closed_at: z.date().nullable(),
    ended: StepEnd.nullable(),
    outcome: z.string().nullable(),
    opinion: z.string().nullable(),
    done_by: Uuid.nullable(),
    second_officer: Uuid.nullable(),
  })
  .transform((r) => ({
    id: r.id,
    node: r.node,
    postId: r.post_id,
    openedAt: r.opened_at,
    dueAt: r.due_at,
    closedAt: r.closed_at,
    ended: r.ended,
    outcome: r.outcome,
    opinion: r.opinion,
    doneBy: r.done_by,
    secondOfficer: r.second_officer,
  }));

const Clock = z
  .object({
    id: Uuid,
    kind: z.enum(['statutory', 'committed', 'step', 'timer']),
    node: z.string().nullable(),
    derivation: DueDerivation,
    stopped_on: LegalDay.nullable(),
    late_at: z.date().nullable(),
  })
  .transform((r): CaseClock => ({
    id: r.id,
    kind: r.kind,
    node: r.node,
    derivation: r.derivation,
    stoppedOn: r.stopped_on,
    lateAt: r.late_at,
  }));

const Notice = z
  .object({
    id: Uuid,
    round: z.int(),
    items: z.array(NoticeItem),
    given_at: z.date(),
    answered_at: z.date().nullable(),
  })
  .transform((r) => ({
    id: r.id,
    round: r.round,
    items: r.items,
    givenAt: r.given_at,
    answeredAt: r.answered_at,
  }));

const Statement = z.object({ id: Uuid, text: z.string(), answered: z.boolean() });

/** A case with everything an act rests on. Not filtered by who asks: callers check first. */
export async function findCase(
  db: Reading,
  where: { readonly agencyId: string; readonly id: string },
): Promise<Case | undefined> {
  const of = (table: 'case_step' | 'case_clock' | 'case_notice') =>
    db
      .selectFrom(table)
      .selectAll()
      .where('agency_id', '=', where.agencyId)
      .where('case_id', '=', where.id)
      .execute();
  const file = await db
    .selectFrom('case_file as c')
    .leftJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'c.agency_id').onRef('v.id', '=', 'c.power_version_id'),
    )
    .selectAll('c')
    .select('v.office_id')
    .where('c.agency_id', '=', where.agencyId)
    .where('c.id', '=', where.id)
    .executeTakeFirst();
  if (file === undefined) return undefined;
  const [steps, clocks, notices, recused, statements, deviations] = await Promise.all([
    of('case_step'),
    of('case_clock'),
    of('case_notice'),
    db
      .selectFrom('case_recusal')
      .select('person_id')
      .where('agency_id', '=', where.agencyId)
      .where('case_id', '=', where.id)
      .execute(),
    readStatements(db, where),
    db
      .selectFrom('case_deviation')
      .select('detail')
      .where('agency_id', '=', where.agencyId)
      .where('case_id', '=', where.id)
      .orderBy('at')
      .execute(),
  ]);
  return {
    ...File.parse(file),
    steps: z
      .array(Step)
      .parse(steps)
      .toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : 1)),
    clocks: z
      .array(Clock)
      .parse(clocks)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    notices: z
      .array(Notice)
      .parse(notices)
      .toSorted((a, b) => a.round - b.round),
    recused: recused.map((one) => Uuid.parse(one.person_id)),
    statements,
    deviations: deviations.map(({ detail }) => Deviation.parse(detail)),
  };
}

async function readStatements(db: Reading, where: { readonly agencyId: string; readonly id: string }) {
  const rows = await db
    .selectFrom('case_event')
    .select(['id', 'kind', 'detail'])
    .where('agency_id', '=', where.agencyId)
    .where('case_id', '=', where.id)
    .where('kind', 'in', ['statement', 'statement-answered'])
    .execute();
  const Detail = z.object({ text: z.string().optional(), statement: z.string().optional() });
  const details = rows.map((row) => ({ ...row, detail: Detail.parse(row.detail) }));
  const answered = new Set(details.flatMap(({ detail }) => detail.statement ?? []));
  return z
    .array(Statement)
    .parse(
      details
        .filter(({ kind }) => kind === 'statement')
        .map(({ id, detail }) => ({ id, text: detail.text ?? '', answered: answered.has(id) })),
    );
}

/** The party of a case: personal data, for callers that may see them. */
export async function getParty(
  db: Reading,
  where: { readonly agencyId: string; readonly id: string },
): Promise<Party> {
  const { data } = await db
    .selectFrom('case_party')
    .select('data')
    .where('agency_id', '=', where.agencyId)
    .where('case_id', '=', where.id)
    .executeTakeFirstOrThrow();
  return Party.parse(data);
}
