import { sql } from 'kysely';
import type { LegalDay } from '#kernel';
import type { Tx } from '#platform/database';
import { RULES, type Decision, type NoteForm, type Proposal } from '../domain/finding.ts';

const ROWS_AT_ONCE = 500;

/** Begins a comparison of a list; false while one is under way. */
export async function insertRun(
  tx: Tx,
  run: { readonly agencyId: string; readonly id: string; readonly askedBy: string; readonly at: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('clarification_run')
    .values({ agency_id: run.agencyId, id: run.id, asked_by: run.askedBy, asked_at: run.at })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Locks a comparison that is still to be made; false when it is done or there is none. */
export async function lockRun(tx: Tx, agencyId: string, runId: string): Promise<boolean> {
  const run = await tx
    .selectFrom('clarification_run')
    .select('done_at')
    .where('agency_id', '=', agencyId)
    .where('id', '=', runId)
    .forUpdate()
    .executeTakeFirst();
  return run !== undefined && run.done_at === null;
}

export async function finishRun(
  tx: Tx,
  run: { readonly agencyId: string; readonly id: string },
  done: { readonly at: Date; readonly items: number; readonly found: number },
): Promise<void> {
  await tx
    .updateTable('clarification_run')
    .set({ done_at: done.at, items: done.items, found: done.found })
    .where('agency_id', '=', run.agencyId)
    .where('id', '=', run.id)
    .execute();
}

/** Findings of a list by key: open ones by their id, decided ones by their newest decision. */
export async function knownFindings(tx: Tx, agencyId: string) {
  const rows = await tx
    .selectFrom('clarification_finding as f')
    .select(['f.id', 'f.key', 'f.state', 'f.decision', 'f.decided_at'])
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('clarification_adjustment as a')
            .innerJoin('power_version as v', (j) =>
              j.onRef('v.agency_id', '=', 'a.agency_id').onRef('v.id', '=', 'a.version_id'),
            )
            .select('v.id')
            .whereRef('a.agency_id', '=', 'f.agency_id')
            .whereRef('a.finding_id', '=', 'f.id')
            .whereRef('v.power_id', '=', 'f.power_id')
            .where('v.n', 'is not', null),
        )
        .as('published'),
    )
    .where('f.agency_id', '=', agencyId)
    .where('f.state', 'in', ['open', 'decided'])
    .orderBy('f.found_at')
    .execute();
  const open = new Map(rows.filter(({ state }) => state === 'open').map(({ key, id }) => [key, id]));
  const settled = new Map(
    rows.flatMap(({ key, decision, decided_at: at, published }) =>
      at === null ? [] : [[key, { decision, at, published: published === true }] as const],
    ),
  );
  return { open, settled };
}

export async function insertFindings(
  tx: Tx,
  of: { readonly agencyId: string; readonly at: Date },
  findings: readonly {
    readonly id: string;
    readonly proposal: Proposal;
    /** Whose the other item is; null where there is none. */
    readonly otherAgencyId: string | null;
  }[],
): Promise<void> {
  for (let from = 0; from < findings.length; from += ROWS_AT_ONCE)
    await tx
      .insertInto('clarification_finding')
      .values(
        findings.slice(from, from + ROWS_AT_ONCE).map(({ id, proposal, otherAgencyId }) => ({
          agency_id: of.agencyId,
          id,
          key: proposal.key,
          kind: RULES[proposal.rule],
          rule: proposal.rule,
          power_id: proposal.powerId,
          other_power_id: proposal.otherId,
          other_agency_id: otherAgencyId,
          evidence: JSON.stringify(proposal.evidence),
          found_at: of.at,
        })),
      )
      .execute();
}

/** Lets go of findings that hold no more. */
export async function dropFindings(tx: Tx, agencyId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('clarification_finding')
    .set((e) => ({ state: 'gone', row_version: e('row_version', '+', 1) }))
    .where('agency_id', '=', agencyId)
    .where('id', '=', sql<string>`ANY(${[...ids]}::uuid[])`)
    .execute();
}

/** Writes a decision down, for good; false when the finding is no longer open as it was read. */
export async function settleFinding(
  tx: Tx,
  finding: { readonly agencyId: string; readonly id: string; readonly rowVersion: number },
  decided: {
    readonly decision: Decision;
    readonly reason: string;
    readonly basis: string | null;
    readonly receiver: string | null;
    readonly personId: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('clarification_finding')
    .set({
      state: 'decided',
      decision: decided.decision,
      reason: decided.reason,
      basis: decided.basis,
      receiver: decided.receiver,
      decided_by: decided.personId,
      decided_at: decided.at,
      row_version: finding.rowVersion + 1,
    })
    .where('agency_id', '=', finding.agencyId)
    .where('id', '=', finding.id)
    .where('row_version', '=', finding.rowVersion)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The versions by which a decision is carried out. */
export async function insertAdjustments(
  tx: Tx,
  finding: { readonly agencyId: string; readonly id: string },
  versionIds: readonly string[],
): Promise<void> {
  if (versionIds.length === 0) return;
  await tx
    .insertInto('clarification_adjustment')
    .values(
      versionIds.map((versionId) => ({
        agency_id: finding.agencyId,
        finding_id: finding.id,
        version_id: versionId,
      })),
    )
    .execute();
}

export async function insertNote(
  tx: Tx,
  note: {
    readonly agencyId: string;
    readonly id: string;
    readonly findingId: string;
    readonly form: NoteForm;
    readonly heldOn: LegalDay;
    readonly participants: string;
    readonly text: string;
    readonly personId: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('clarification_note')
    .values({
      agency_id: note.agencyId,
      id: note.id,
      finding_id: note.findingId,
      form: note.form,
      held_on: note.heldOn,
      participants: note.participants,
      text: note.text,
      by_person: note.personId,
      at: note.at,
    })
    .execute();
}
