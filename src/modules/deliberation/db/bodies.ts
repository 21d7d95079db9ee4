import type { LegalDay } from '#kernel';
import type { Reading, Tx } from '#platform/database';
import type { RouteKind } from '../domain/kinds.ts';
import type { Body, Key } from './reader.ts';

type BodyFields = Pick<Body, 'name' | 'series' | 'quorum' | 'decides'> & { readonly chairId: string };

/** How many of these persons work in the agency. */
export async function countActive(
  db: Reading,
  agencyId: string,
  personIds: readonly string[],
): Promise<number> {
  const { n } = await db
    .selectFrom('person')
    .select((e) => e.fn.countAll<string>().as('n'))
    .where('agency_id', '=', agencyId)
    .where('id', 'in', [...personIds])
    .where('active', '=', true)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** The body whose resolutions are numbered by this word. */
export async function bodyOfSeries(
  db: Reading,
  agencyId: string,
  series: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('deliberative_body')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('series', '=', series)
    .executeTakeFirst();
  return row?.id;
}

export async function insertBody(
  tx: Tx,
  { agencyId, id }: Key,
  { chairId, importKey, ...fields }: BodyFields & { readonly importKey: string | undefined },
): Promise<void> {
  await tx
    .insertInto('deliberative_body')
    .values({ agency_id: agencyId, id, import_key: importKey ?? null, chair_id: chairId, ...fields })
    .execute();
}

/** False when somebody changed the body meanwhile. */
export async function updateBody(
  tx: Tx,
  { agencyId, id, rowVersion }: Key & { readonly rowVersion: number },
  { chairId, ...fields }: BodyFields,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('deliberative_body')
    .set({ ...fields, chair_id: chairId, row_version: rowVersion + 1 })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .where('row_version', '=', rowVersion)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends the membership of somebody on a day; whoever joined after it was a member on the day of joining. */
export async function endMembership(
  tx: Tx,
  { agencyId, id }: Key,
  personId: string,
  lastDay: LegalDay,
): Promise<void> {
  await tx
    .updateTable('body_member')
    .set((e) => ({ valid_to: e.fn<string>('greatest', ['valid_from', e.val(lastDay)]) }))
    .where('agency_id', '=', agencyId)
    .where('body_id', '=', id)
    .where('person_id', '=', personId)
    .where('valid_to', 'is', null)
    .execute();
}

export async function insertMembers(
  tx: Tx,
  { agencyId, id }: Key,
  members: readonly { readonly id: string; readonly personId: string }[],
  from: LegalDay,
): Promise<void> {
  await tx
    .insertInto('body_member')
    .values(
      members.map((one) => ({
        agency_id: agencyId,
        id: one.id,
        body_id: id,
        person_id: one.personId,
        valid_from: from,
      })),
    )
    .execute();
}

/** Which body resolves on a kind of thing from now on, and that it was set. */
export async function writeRoute(
  tx: Tx,
  { agencyId, id }: Key,
  route: {
    readonly kind: RouteKind;
    readonly bodyId: string | null;
    readonly reason: string;
    readonly setBy: string;
    readonly at: Date;
  },
): Promise<void> {
  const set = { body_id: route.bodyId, set_by: route.setBy, set_at: route.at };
  await tx
    .insertInto('approval_route')
    .values({ agency_id: agencyId, kind: route.kind, ...set })
    .onConflict((conflict) => conflict.columns(['agency_id', 'kind']).doUpdateSet(set))
    .execute();
  await tx
    .insertInto('approval_route_change')
    .values({ agency_id: agencyId, id, kind: route.kind, reason: route.reason, ...set })
    .execute();
}
