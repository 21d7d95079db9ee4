import { sql } from 'kysely';
import type { Uuid } from '#kernel';
import type { Tx } from '#platform/database';
import type { Case, CaseClock, CaseNotice, CaseStep } from '../engine/case.ts';

export type NewFile = {
  readonly receiptHash: Buffer;
  readonly receiptNote: string;
  readonly importKey: string | null;
};

/** Writes a new case with its rows. */
export async function insertCase(tx: Tx, c: Case, file: NewFile): Promise<void> {
  await tx
    .insertInto('case_file')
    .values({
      ...fileValues(c),
      agency_id: c.agencyId,
      id: c.id,
      rid: c.rid,
      power_id: c.powerId,
      power_version_id: c.powerVersionId,
      calendar_version: c.calendarVersion,
      terms: JSON.stringify(c.terms),
      channel: c.channel,
      received_at: c.receivedAt,
      receipt_hash: file.receiptHash,
      receipt_note: file.receiptNote,
      import_key: file.importKey,
      row_version: c.version,
    })
    .execute();
  await writeRows(tx, null, c);
}

/**
 * Writes what changed between two states of a case. Answers false, having written nothing, when the case is no longer at
 * the version the decision rested on.
 */
export async function updateCase(tx: Tx, before: Case, next: Case): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('case_file')
    .set({ ...fileValues(next), row_version: before.version + 1 })
    .where('agency_id', '=', before.agencyId)
    .where('id', '=', before.id)
    .where('row_version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await writeRows(tx, before, next);
  return true;
}

function fileValues(c: Case) {
  return {
    number: c.number,
    commitment_class: c.commitmentClass,
    state: c.state,
    result: c.result,
    marking: JSON.stringify(c.marking),
    facts: JSON.stringify(c.facts),
    complete_on: c.completeOn,
    accepted_on: c.acceptedOn,
    deemed: c.deemed,
    decision: c.decision === null ? null : JSON.stringify(c.decision),
    served_on: c.servedOn,
    extended: c.extended,
    ending: c.ending,
    closed_at: c.closedAt,
    flow_version_id: c.flowVersionId,
  };
}

async function writeRows(tx: Tx, before: Case | null, next: Case): Promise<void> {
  const of = { agency_id: next.agencyId, case_id: next.id };
  const steps = split(before?.steps ?? [], next.steps);
  if (steps.added.length > 0)
    await tx
      .insertInto('case_step')
      .values(
        steps.added.map((one) => ({
          ...of,
          id: one.id,
          node: one.node,
          opened_at: one.openedAt,
          ...stepValues(one),
        })),
      )
      .execute();
  for (const one of steps.changed)
    await tx
      .updateTable('case_step')
      .set(stepValues(one))
      .where('agency_id', '=', of.agency_id)
      .where('id', '=', one.id)
      .execute();

  const clocks = split(before?.clocks ?? [], next.clocks);
  if (clocks.added.length > 0)
    await tx
      .insertInto('case_clock')
      .values(
        clocks.added.map((one) => ({
          ...of,
          id: one.id,
          kind: one.kind,
          node: one.node,
          ...clockValues(one),
        })),
      )
      .execute();
  for (const one of clocks.changed)
    await tx
      .updateTable('case_clock')
      .set(clockValues(one))
      .where('agency_id', '=', of.agency_id)
      .where('id', '=', one.id)
      .execute();

  const notices = split(before?.notices ?? [], next.notices);
  if (notices.added.length > 0)
    await tx
      .insertInto('case_notice')
      .values(notices.added.map((one) => ({ ...of, ...noticeValues(one) })))
      .execute();
  for (const one of notices.changed)
    await tx
      .updateTable('case_notice')
      .set({ answered_at: one.answeredAt })
      .where('agency_id', '=', of.agency_id)
      .where('id', '=', one.id)
      .execute();
}

function stepValues(one: CaseStep) {
  return {
    post_id: one.postId,
    due_at: one.dueAt,
    closed_at: one.closedAt,
    ended: one.ended,
    outcome: one.outcome,
    opinion: one.opinion,
    done_by: one.doneBy,
    second_officer: one.secondOfficer,
  };
}

function clockValues({ derivation, stoppedOn, lateAt }: CaseClock) {
  return {
    derivation: JSON.stringify(derivation),
    last_day: derivation.lastDay,
    due_at: derivation.dueAt === null ? null : new Date(derivation.dueAt),
    calendar_version: derivation.calendarVersion,
    provisional: derivation.provisional,
    stopped_on: stoppedOn,
    late_at: lateAt,
  };
}

function noticeValues(one: CaseNotice) {
  return {
    id: one.id,
    round: one.round,
    items: JSON.stringify(one.items),
    given_at: one.givenAt,
    answered_at: one.answeredAt,
  };
}

/** Rows are immutable values: one that is the same object did not change. */
function split<T extends { readonly id: Uuid }>(before: readonly T[], next: readonly T[]) {
  const known = new Map(before.map((one) => [one.id, one]));
  return {
    added: next.filter((one) => !known.has(one.id)),
    changed: next.filter(
      (one) => known.has(one.id) && JSON.stringify(known.get(one.id)) !== JSON.stringify(one),
    ),
  };
}

/** The next number of a series of an agency in a year; the row's lock keeps the series without gaps. */
export async function nextNumber(tx: Tx, agencyId: string, series: string, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    INSERT INTO case_counter (agency_id, series, year, last) VALUES (${agencyId}, ${series}, ${year}, 1)
    ON CONFLICT ON CONSTRAINT case_counter_pk DO UPDATE SET last = case_counter.last + 1 RETURNING last`.execute(
    tx,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a counter answers');
  return row.last;
}
