import { z } from 'zod';
import { LegalDay, Rid } from '#kernel';
import type { Reading } from '#platform/database';
import type { DisclosureException } from '../../domain/exceptions/exception.ts';
import { isGround } from '../../domain/exceptions/grounds.ts';
import { EXCEPTION_STATES, type ExceptionState } from '../../domain/exceptions/lifecycle.ts';
import { NARROWER_SCOPES, SUBJECT_KINDS } from '../../domain/exceptions/subjects.ts';

const Row = z
  .object({
    agency_id: z.string(),
    id: z.string(),
    rid: Rid,
    office_id: z.string(),
    subject_kind: z.enum(SUBJECT_KINDS),
    subject_rid: Rid,
    power_id: z.string().nullable(),
    case_id: z.string().nullable(),
    document_id: z.string().nullable(),
    element: z.string().nullable(),
    ground: z.string().refine(isGround),
    cited: z.string(),
    reason: z.string(),
    scope: z.enum(NARROWER_SCOPES),
    kind: z.enum(['withheld', 'postponed']),
    ends_on: LegalDay,
    form: z.enum(['entry', 'count']),
    public_title: z.string().nullable(),
    form_reason: z.string().nullable(),
    state: z.enum(EXCEPTION_STATES),
    requested_by: z.string(),
    requested_at: z.date(),
    since: LegalDay.nullable(),
    ended_on: LegalDay.nullable(),
    ended_by: z.enum(['decision', 'lapse']).nullable(),
    row_version: z.number(),
  })
  .transform((row): DisclosureException => ({
    agencyId: row.agency_id,
    id: row.id,
    rid: row.rid,
    officeId: row.office_id,
    subjectKind: row.subject_kind,
    subjectRid: row.subject_rid,
    powerId: row.power_id,
    caseId: row.case_id,
    documentId: row.document_id,
    element: row.element,
    ground: row.ground,
    cited: row.cited,
    reason: row.reason,
    scope: row.scope,
    kind: row.kind,
    endsOn: row.ends_on,
    form: row.form,
    publicTitle: row.public_title,
    formReason: row.form_reason,
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    since: row.since,
    endedOn: row.ended_on,
    endedBy: row.ended_by,
    rowVersion: row.row_version,
  }));

type Key = { readonly agencyId: string; readonly id: string };

/** One exception, for staff of its agency: the caller has checked who asks. */
export async function findException(
  db: Reading,
  { agencyId, id }: Key,
): Promise<DisclosureException | undefined> {
  const row = await db
    .selectFrom('disclosure_exception')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && Row.parse(row);
}

export type ExceptionFilter = {
  readonly agencyId: string;
  readonly states?: readonly ExceptionState[] | undefined;
  /** Only what ends by this day. */
  readonly endingBy?: LegalDay | undefined;
  /** Only what this person asked for. */
  readonly requestedBy?: string | undefined;
  /** Only of these offices; absent for readers of the whole agency. */
  readonly officeIds?: readonly string[] | undefined;
  readonly after?: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
};

/** Exceptions of an agency, the newest request first; keyset by (requestedAt, id). For staff: the caller has checked. */
export async function findExceptions(
  db: Reading,
  filter: ExceptionFilter,
): Promise<readonly DisclosureException[]> {
  const { after, states, endingBy, requestedBy, officeIds } = filter;
  const rows = await db
    .selectFrom('disclosure_exception')
    .selectAll()
    .where('agency_id', '=', filter.agencyId)
    .$if(states !== undefined, (q) => q.where('state', 'in', [...(states ?? [])]))
    .$if(endingBy !== undefined, (q) => q.where('ends_on', '<=', endingBy ?? ''))
    .$if(requestedBy !== undefined, (q) => q.where('requested_by', '=', requestedBy ?? ''))
    .$if(officeIds !== undefined, (q) =>
      q.where((e) => e('office_id', '=', e.fn.any(e.val<string[]>([...(officeIds ?? [])])))),
    )
    .$if(after !== undefined, (q) =>
      q.where((e) =>
        e(e.refTuple('requested_at', 'id'), '<', e.tuple(after?.at ?? new Date(0), after?.id ?? '')),
      ),
    )
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map((row) => Row.parse(row));
}

export type ActDone = {
  readonly act: string;
  readonly personId: string | null;
  readonly person: string | null;
  readonly postName: string;
  readonly reason: string;
  readonly endsOn: LegalDay | null;
  readonly filedWith: string | null;
  readonly filedAs: string | null;
  /** SHA-256 of what was asked for, as it stood; hex. */
  readonly digest: string;
  readonly at: Date;
};

/** Every act on some exceptions in order, by exception. */
export async function actsOn(
  db: Reading,
  agencyId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly ActDone[]>> {
  const by = new Map<string, ActDone[]>();
  if (ids.length === 0) return by;
  const rows = await db
    .selectFrom('disclosure_exception_act as a')
    .leftJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'a.agency_id').onRef('p.id', '=', 'a.person_id'),
    )
    .selectAll('a')
    .select('p.name as person')
    .where('a.agency_id', '=', agencyId)
    .where('a.exception_id', 'in', [...ids])
    .orderBy('a.at')
    .orderBy('a.id')
    .execute();
  for (const row of rows)
    by.set(row.exception_id, [
      ...(by.get(row.exception_id) ?? []),
      {
        act: row.act,
        personId: row.person_id,
        person: row.person,
        postName: row.post_name,
        reason: row.reason,
        endsOn: LegalDay.nullable().parse(row.ends_on),
        filedWith: row.filed_with,
        filedAs: row.filed_as,
        digest: row.digest.toString('hex'),
        at: row.at,
      },
    ]);
  return by;
}
