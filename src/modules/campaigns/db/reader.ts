import { sql } from 'kysely';
import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import type { Reading } from '#platform/database';
import {
  ACTS,
  CAMPAIGN_STATES,
  ENTRY_KINDS,
  TASK_STATES,
  type Act,
  type EntryKind,
  type TaskState,
} from '../domain/office-return.ts';
import { mergedInto } from '../domain/successors.ts';

export type Key = { readonly agencyId: string; readonly id: string };

const Phase = z.object({
  name: z.string(),
  from: LegalDay,
  to: LegalDay,
  trial: z.literal(true).optional(),
});

const Campaign = z
  .object({
    id: Uuid,
    name: z.string(),
    basis: z.string(),
    type_codes: z.array(z.string()),
    phases: z.array(Phase),
    deadline: LegalDay,
    state: z.enum(CAMPAIGN_STATES),
    opened_at: z.date(),
    closed_at: z.date().nullable(),
    closing: z.unknown().nullable(),
    row_version: z.int(),
  })
  .transform((r) => ({
    id: r.id,
    name: r.name,
    basis: r.basis,
    typeCodes: r.type_codes,
    phases: r.phases,
    deadline: r.deadline,
    state: r.state,
    openedAt: r.opened_at,
    closedAt: r.closed_at,
    closing: r.closing,
    rowVersion: r.row_version,
  }));
export type Campaign = z.output<typeof Campaign>;

export async function findCampaign(db: Reading, { agencyId, id }: Key): Promise<Campaign | undefined> {
  const row = await db
    .selectFrom('campaign')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : Campaign.parse(row);
}

/** Campaigns of an agency, newest first; there are a few in a year. */
export async function listCampaigns(db: Reading, agencyId: string): Promise<readonly Campaign[]> {
  const rows = await db
    .selectFrom('campaign')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('opened_at', 'desc')
    .limit(100)
    .execute();
  return z.array(Campaign).parse(rows);
}

const OpenCampaigns = z.array(z.object({ agency_id: z.string(), id: z.string(), deadline: LegalDay }));

/** The campaigns of every agency that are open now. */
export async function listOpenCampaigns(db: Reading) {
  const rows = await db
    .selectFrom('campaign')
    .select(['agency_id', 'id', 'deadline'])
    .where('state', '=', 'open')
    .execute();
  return OpenCampaigns.parse(rows).map(({ agency_id: agencyId, ...one }) => ({ ...one, agencyId }));
}

export type Task = {
  readonly id: string;
  readonly campaignId: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly headId: string | null;
  readonly leaderId: string | null;
  readonly nil: boolean;
  /** The return that answers for this office since it was merged. */
  readonly carriedTo: string | null;
  readonly successorName: string | null;
  /** Offices that were merged into this one meanwhile: it answers for them too. */
  readonly merged: readonly string[];
  /** Who wrote the list last, and when. */
  readonly filled: { readonly person: string; readonly at: Date } | null;
  readonly rowVersion: number;
};

function tasks(db: Reading, agencyId: string) {
  return db
    .selectFrom('campaign_task as t')
    .innerJoin('office as o', (j) =>
      j.onRef('o.agency_id', '=', 't.agency_id').onRef('o.id', '=', 't.office_id'),
    )
    .leftJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 't.agency_id').onRef('p.id', '=', 't.filled_by'),
    )
    .select(['t.id', 't.campaign_id', 't.office_id', 't.nil', 't.row_version', 't.carried_to', 't.filled_at'])
    .select(['o.name', 'o.head_person_id', 'o.leader_person_id', 'p.name as filled_by_name'])
    .where('t.agency_id', '=', agencyId);
}

type TaskRow = Awaited<ReturnType<ReturnType<typeof tasks>['executeTakeFirstOrThrow']>>;
const toTask = (row: TaskRow): Omit<Task, 'merged' | 'successorName'> => ({
  id: row.id,
  campaignId: row.campaign_id,
  officeId: row.office_id,
  officeName: row.name,
  headId: row.head_person_id,
  leaderId: row.leader_person_id,
  nil: row.nil,
  carriedTo: row.carried_to,
  filled: row.filled_at === null ? null : { person: row.filled_by_name ?? '', at: row.filled_at },
  rowVersion: row.row_version,
});

export async function findTask(db: Reading, { agencyId, id }: Key): Promise<Task | undefined> {
  const row = await db
    .selectFrom('campaign_task')
    .select('campaign_id')
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return (await tasksOf(db, { agencyId, id: row.campaign_id })).find((task) => task.id === id);
}

export async function tasksOf(db: Reading, { agencyId, id }: Key): Promise<readonly Task[]> {
  const rows = await tasks(db, agencyId)
    .where('t.campaign_id', '=', id)
    .orderBy('o.sort')
    .orderBy('o.name')
    .execute();
  const found = rows.map(toTask);
  return found.map((task) => ({
    ...task,
    merged: mergedInto(found, task),
    successorName: found.find(({ id }) => id === task.carriedTo)?.officeName ?? null,
  }));
}

/**
 * Fingerprint of what a version says, made by the database so that a board of thousands of powers stays one query: equal
 * while content, reason, status and flow are. Moving through its signatures does not change it.
 */
const fingerprint = sql<string>`encode(sha256(convert_to(v.content::text || v.status || v.reason || v.change_basis || v.commitment_class || coalesce(v.flow_version_id::text, ''), 'UTF8')), 'hex')`;

export type EntryRow = {
  readonly taskId: string;
  readonly powerId: string;
  readonly versionId: string;
  readonly kind: EntryKind;
  readonly note: string;
  readonly fingerprint: string;
  readonly name: string;
  readonly typeCode: string;
  readonly basicCode: string | null;
  readonly n: number | null;
};

export async function entriesOf(
  db: Reading,
  agencyId: string,
  taskIds: readonly string[],
): Promise<readonly EntryRow[]> {
  if (taskIds.length === 0) return [];
  const rows = await db
    .selectFrom('campaign_entry as e')
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'e.agency_id').onRef('v.id', '=', 'e.version_id'),
    )
    .select(['e.task_id', 'e.power_id', 'e.version_id', 'e.kind', 'e.note', 'v.name', 'v.type_code', 'v.n'])
    .select([fingerprint.as('fingerprint'), sql<string | null>`v.content->>'basicCode'`.as('basic_code')])
    .where('e.agency_id', '=', agencyId)
    .where('e.task_id', 'in', [...taskIds])
    .orderBy('v.type_code')
    .orderBy('v.name')
    .execute();
  return rows.map((row) => ({
    taskId: row.task_id,
    powerId: row.power_id,
    versionId: row.version_id,
    kind: z.enum(ENTRY_KINDS).parse(row.kind),
    note: row.note,
    fingerprint: row.fingerprint,
    name: row.name,
    typeCode: row.type_code,
    basicCode: row.basic_code,
    n: row.n,
  }));
}

export type ActRow = {
  readonly taskId: string;
  readonly act: Act;
  readonly personId: string;
  readonly person: string;
  readonly postName: string;
  readonly digest: string;
  readonly reason: string;
  readonly at: Date;
  /** Day by which a return that was sent back is due again. */
  readonly due: LegalDay | null;
};

export async function actsOn(
  db: Reading,
  agencyId: string,
  taskIds: readonly string[],
): Promise<readonly ActRow[]> {
  if (taskIds.length === 0) return [];
  const rows = await db
    .selectFrom('campaign_act as a')
    .leftJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'a.agency_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select([
      'a.task_id',
      'a.act',
      'a.person_id',
      'p.name',
      'a.post_name',
      'a.digest',
      'a.reason',
      'a.at',
      'a.due',
    ])
    .where('a.agency_id', '=', agencyId)
    .where('a.task_id', 'in', [...taskIds])
    .orderBy('a.seq')
    .execute();
  return rows.map((row) => ({
    taskId: row.task_id,
    act: z.enum(ACTS).parse(row.act),
    personId: row.person_id,
    person: row.name ?? '',
    postName: row.post_name,
    digest: row.digest,
    reason: row.reason,
    at: row.at,
    due: row.due === null ? null : LegalDay.parse(row.due),
  }));
}

export type ExcuseRow = {
  readonly taskId: string;
  readonly kind: 'late' | 'refused';
  readonly reason: string;
  readonly person: string;
  readonly at: Date;
};

export async function excusesOf(
  db: Reading,
  agencyId: string,
  taskIds: readonly string[],
): Promise<readonly ExcuseRow[]> {
  if (taskIds.length === 0) return [];
  const rows = await db
    .selectFrom('campaign_excuse as x')
    .leftJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'x.agency_id').onRef('p.id', '=', 'x.person_id'),
    )
    .select(['x.task_id', 'x.kind', 'x.reason', 'p.name', 'x.at'])
    .where('x.agency_id', '=', agencyId)
    .where('x.task_id', 'in', [...taskIds])
    .orderBy('x.at')
    .execute();
  return rows.map((row) => ({
    taskId: row.task_id,
    kind: row.kind === 'late' ? 'late' : 'refused',
    reason: row.reason,
    person: row.name ?? '',
    at: row.at,
  }));
}

export type ReminderRow = {
  readonly taskId: string;
  /** Name that `readReminder` reads. */
  readonly name: string;
  readonly at: Date;
  readonly due: LegalDay | null;
  readonly state: TaskState | null;
  readonly persons: readonly string[];
};

/** Reminders of these returns with the names of whom they went to, the newest first. */
export async function remindersOf(
  db: Reading,
  agencyId: string,
  taskIds: readonly string[],
): Promise<readonly ReminderRow[]> {
  if (taskIds.length === 0) return [];
  const rows = await db
    .selectFrom('campaign_reminder as r')
    .select(['r.task_id', 'r.kind', 'r.at', 'r.due', 'r.state'])
    .select(
      sql<
        string[]
      >`ARRAY(SELECT p.name FROM person p WHERE p.agency_id = r.agency_id AND p.id = ANY (r.persons)
        ORDER BY array_position(r.persons, p.id))`.as('persons'),
    )
    .where('r.agency_id', '=', agencyId)
    .where('r.task_id', 'in', [...taskIds])
    .orderBy('r.at', 'desc')
    .orderBy('r.kind', 'desc')
    .execute();
  return rows.map((row) => ({
    taskId: row.task_id,
    name: row.kind,
    at: row.at,
    due: row.due === null ? null : LegalDay.parse(row.due),
    state: TASK_STATES.find((one) => one === row.state) ?? null,
    persons: row.persons,
  }));
}

/** Powers that a return of these offices may list: what is in force for them, and their drafts; each by its newest version. */
export async function powersOfOffices(
  db: Reading,
  agencyId: string,
  officeIds: readonly string[],
): Promise<
  readonly {
    readonly powerId: string;
    readonly versionId: string;
    readonly name: string;
    readonly typeCode: string;
    readonly published: boolean;
    readonly n: number | null;
  }[]
> {
  const rows = await db
    .selectFrom('power_version as v')
    .distinctOn('v.power_id')
    .select(['v.power_id', 'v.id', 'v.name', 'v.type_code', 'v.n', 'v.status'])
    .where('v.agency_id', '=', agencyId)
    .where('v.office_id', 'in', [...officeIds])
    .orderBy('v.power_id')
    .orderBy('v.n', (o) => o.desc().nullsFirst())
    .execute();
  return rows
    .filter(({ status, n }) => status === 'in-force' || n === null)
    .map((row) => ({
      powerId: row.power_id,
      versionId: row.id,
      name: row.name,
      typeCode: row.type_code,
      published: row.n !== null,
      n: row.n,
    }));
}
