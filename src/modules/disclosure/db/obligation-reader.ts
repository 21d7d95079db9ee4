import { LegalDay } from '#kernel';
import type { Reading } from '#platform/database';
import type { ObligationKind } from '../domain/kinds.ts';

export type OwedRow = {
  readonly id: string;
  readonly kind: string;
  readonly rid: string;
  readonly caseId: string | null;
  readonly state: 'open' | 'late';
  readonly dueOn: LegalDay;
  readonly visible: boolean;
};

/** Whether something of this kind is owed for a record and not met yet. */
export async function isOwed(
  db: Reading,
  of: { readonly agencyId: string; readonly rid: string; readonly kind: ObligationKind },
): Promise<boolean> {
  const found = await db
    .selectFrom('obligation')
    .select('id')
    .where('agency_id', '=', of.agencyId)
    .where('rid', '=', of.rid)
    .where('kind', '=', of.kind)
    .where('state', 'in', ['open', 'late'])
    .executeTakeFirst();
  return found !== undefined;
}

/** What an agency still owes, the longest overdue first; keyset by (dueOn, id). For its own staff: the caller has checked. */
export async function listOwed(
  db: Reading,
  agencyId: string,
  page: {
    readonly limit: number;
    readonly after?: { readonly on: LegalDay; readonly id: string } | undefined;
  },
): Promise<readonly OwedRow[]> {
  const { after } = page;
  const rows = await db
    .selectFrom('obligation')
    .select(['id', 'kind', 'rid', 'case_id', 'state', 'due_on', 'visible'])
    .where('agency_id', '=', agencyId)
    .where('state', 'in', ['open', 'late'])
    .$if(after !== undefined, (q) =>
      q.where((e) => e(e.refTuple('due_on', 'id'), '>', e.tuple(after?.on ?? '', after?.id ?? ''))),
    )
    .orderBy('due_on')
    .orderBy('id')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    rid: row.rid,
    caseId: row.case_id,
    state: row.state === 'late' ? 'late' : 'open',
    dueOn: LegalDay.parse(row.due_on),
    visible: row.visible,
  }));
}
