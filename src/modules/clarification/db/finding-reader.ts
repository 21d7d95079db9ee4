import { sql } from 'kysely';
import { z } from 'zod';
import type { Reading } from '#platform/database';
import { DECISIONS, KINDS, NOTE_FORMS, RULE_NAMES } from '../domain/finding.ts';

const STATES = ['open', 'decided', 'gone'] as const;
export type State = (typeof STATES)[number];

const columns = (db: Reading) =>
  db
    .selectFrom('clarification_finding as f')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'f.agency_id').onRef('p.id', '=', 'f.power_id'),
    )
    .leftJoin('power_in_force as pf', (j) =>
      j.onRef('pf.agency_id', '=', 'f.agency_id').onRef('pf.power_id', '=', 'f.power_id'),
    )
    .leftJoin('power_in_force as of', (j) =>
      j.onRef('of.agency_id', '=', 'f.other_agency_id').onRef('of.power_id', '=', 'f.other_power_id'),
    )
    .leftJoin('agency as oa', 'oa.id', 'f.other_agency_id')
    .leftJoin('person as d', (j) =>
      j.onRef('d.agency_id', '=', 'f.agency_id').onRef('d.id', '=', 'f.decided_by'),
    )
    .select([
      'f.id',
      'f.kind',
      'f.rule',
      'f.state',
      'f.evidence',
      'f.found_at',
      'f.power_id',
      'pf.name',
      'p.code',
      'f.other_power_id',
      'f.other_agency_id',
      'of.name as other_name',
      'oa.name as other_agency',
      'f.decision',
      'f.reason',
      'f.basis',
      'f.receiver',
      'd.name as decided_by',
      'f.decided_at',
      'f.row_version',
    ]);

const Row = z
  .object({
    id: z.string(),
    kind: z.enum(KINDS),
    rule: z.enum(RULE_NAMES),
    state: z.enum(STATES),
    evidence: z.array(z.string()),
    found_at: z.date(),
    power_id: z.string(),
    name: z.string().nullable(),
    code: z.string().nullable(),
    other_power_id: z.string().nullable(),
    other_agency_id: z.string().nullable(),
    other_name: z.string().nullable(),
    other_agency: z.string().nullable(),
    decision: z.enum(DECISIONS).nullable(),
    reason: z.string().nullable(),
    basis: z.string().nullable(),
    receiver: z.string().nullable(),
    decided_by: z.string().nullable(),
    decided_at: z.date().nullable(),
    row_version: z.number(),
  })
  .transform((row) => ({
    id: row.id,
    kind: row.kind,
    rule: row.rule,
    state: row.state,
    evidence: row.evidence,
    foundAt: row.found_at,
    powerId: row.power_id,
    name: row.name ?? '',
    code: row.code,
    other:
      row.other_power_id === null || row.other_agency_id === null
        ? null
        : {
            powerId: row.other_power_id,
            agencyId: row.other_agency_id,
            agency: row.other_agency ?? '',
            name: row.other_name ?? '',
          },
    decided:
      row.decision === null || row.decided_at === null
        ? null
        : {
            decision: row.decision,
            reason: row.reason ?? '',
            basis: row.basis ?? '',
            receiver: row.receiver ?? '',
            by: row.decided_by ?? '',
            at: row.decided_at,
          },
    rowVersion: row.row_version,
  }));
export type Finding = z.infer<typeof Row>;

/** Findings of one state, newest first. */
export async function listFindings(
  db: Reading,
  page: {
    readonly agencyId: string;
    readonly state: State;
    readonly kind?: string | undefined;
    /** Only those whose decision began this version. */
    readonly versionId?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly Finding[]> {
  let query = columns(db)
    .where('f.agency_id', '=', page.agencyId)
    .where('f.state', '=', page.state)
    .orderBy('f.id', 'desc')
    .limit(page.limit);
  if (page.kind !== undefined) query = query.where('f.kind', '=', page.kind);
  const { versionId } = page;
  if (versionId !== undefined)
    query = query.where((e) =>
      e.exists(
        e
          .selectFrom('clarification_adjustment as c')
          .select('c.version_id')
          .whereRef('c.agency_id', '=', 'f.agency_id')
          .whereRef('c.finding_id', '=', 'f.id')
          .where('c.version_id', '=', versionId),
      ),
    );
  if (page.after !== undefined) query = query.where('f.id', '<', page.after);
  return z.array(Row).parse(await query.execute());
}

export async function findFinding(
  db: Reading,
  { agencyId, id }: { readonly agencyId: string; readonly id: string },
): Promise<Finding | undefined> {
  const row = await columns(db).where('f.agency_id', '=', agencyId).where('f.id', '=', id).executeTakeFirst();
  return row && Row.parse(row);
}

/** The newest comparison of a list, done or under way. */
export async function newestRun(db: Reading, agencyId: string) {
  return db
    .selectFrom('clarification_run')
    .select(['asked_at', 'done_at', 'items', 'found'])
    .where('agency_id', '=', agencyId)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

const Note = z.object({
  id: z.string(),
  form: z.enum(NOTE_FORMS),
  held_on: z.string(),
  participants: z.string(),
  text: z.string(),
  at: z.date(),
  by: z.string().nullable(),
});
export type Note = z.infer<typeof Note>;

export async function notesOf(db: Reading, agencyId: string, findingId: string): Promise<readonly Note[]> {
  const rows = await db
    .selectFrom('clarification_note as n')
    .leftJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'n.agency_id').onRef('p.id', '=', 'n.by_person'),
    )
    .select(['n.id', 'n.form', 'n.held_on', 'n.participants', 'n.text', 'n.at', 'p.name as by'])
    .where('n.agency_id', '=', agencyId)
    .where('n.finding_id', '=', findingId)
    .orderBy('n.at')
    .orderBy('n.id')
    .limit(200)
    .execute();
  return z.array(Note).parse(rows);
}

/** The adjustments a decision began, how far they are, and what each says; `before` is the version it came after. */
export async function adjustmentsOf(db: Reading, agencyId: string, findingId: string) {
  return db
    .selectFrom('clarification_adjustment as a')
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'a.agency_id').onRef('v.id', '=', 'a.version_id'),
    )
    .select(['v.id as versionId', 'v.power_id as powerId', 'v.name', 'v.state', 'v.status', 'v.content'])
    .select((e) =>
      e
        .selectFrom('power_version as b')
        .select('b.content')
        .whereRef('b.agency_id', '=', 'v.agency_id')
        .whereRef('b.power_id', '=', 'v.power_id')
        .where('b.n', 'is not', null)
        .where((w) => w.or([w('v.n', 'is', null), w('b.n', '<', w.ref('v.n'))]))
        .orderBy('b.n', 'desc')
        .limit(1)
        .as('before'),
    )
    .where('a.agency_id', '=', agencyId)
    .where('a.finding_id', '=', findingId)
    .orderBy('v.created_at')
    .orderBy('v.id')
    .execute();
}

export type Side = {
  readonly powerId: string;
  readonly versionId: string;
  readonly code: string | null;
  readonly agency: string;
  readonly office: string | null;
  readonly content: unknown;
};

/** An item as it is in force, for two of them side by side. */
export async function sideOf(
  db: Reading,
  { agencyId, powerId }: { readonly agencyId: string; readonly powerId: string },
): Promise<Side | undefined> {
  const { rows } = await sql<Side>`
    SELECT f.power_id AS "powerId", f.version_id AS "versionId", p.code, a.name AS agency, o.name AS office, v.content
    FROM power_in_force f
    JOIN power_version v ON v.agency_id = f.agency_id AND v.id = f.version_id
    JOIN power_item p ON p.agency_id = f.agency_id AND p.id = f.power_id
    JOIN agency a ON a.id = f.agency_id
    LEFT JOIN office o ON o.agency_id = v.agency_id AND o.id = v.office_id
    WHERE f.agency_id = ${agencyId} AND f.power_id = ${powerId}`.execute(db);
  return rows[0];
}

/** Bodies on this platform to which a power may be transferred. */
export async function receiversFor(db: Reading, agencyId: string) {
  return db
    .selectFrom('agency')
    .select(['id', 'name'])
    .where('id', '<>', agencyId)
    .orderBy('name')
    .limit(500)
    .execute();
}

export async function officesOf(db: Reading, agencyId: string) {
  return db
    .selectFrom('office')
    .select(['id', 'name'])
    .where('agency_id', '=', agencyId)
    .orderBy('sort')
    .orderBy('id')
    .limit(200)
    .execute();
}

/** One office of the body, or another body on this platform, by its id. */
export async function findReceiver(
  db: Reading,
  agencyId: string,
  to: { readonly officeId: string } | { readonly receiverId: string },
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  return 'officeId' in to
    ? db
        .selectFrom('office')
        .select(['id', 'name'])
        .where('agency_id', '=', agencyId)
        .where('id', '=', to.officeId)
        .executeTakeFirst()
    : db
        .selectFrom('agency')
        .select(['id', 'name'])
        .where('id', '=', to.receiverId)
        .where('id', '<>', agencyId)
        .executeTakeFirst();
}
