import type { LegalDay, Uuid } from '#kernel';
import type { Reading } from '#platform/database';
import { ROLES, type Role, type StaffActor } from '../domain/actor.ts';

/** A member of staff with today's posts and roles; nobody when the account is disabled or the person left. */
export async function loadStaffActor(
  db: Reading,
  agencyId: string,
  personId: string,
  day: LegalDay,
): Promise<StaffActor | undefined> {
  const person = await db
    .selectFrom('person as p')
    .innerJoin('login as l', (j) =>
      j.onRef('l.agency_id', '=', 'p.agency_id').onRef('l.person_id', '=', 'p.id'),
    )
    .select(['p.id', 'p.name', 'p.agency_id'])
    .where('p.agency_id', '=', agencyId)
    .where('p.id', '=', personId)
    .where('p.active', '=', true)
    .where('l.disabled', '=', false)
    .executeTakeFirst();
  if (!person) return undefined;
  const [assignments, roles] = await Promise.all([
    db
      .selectFrom('assignment as a')
      .innerJoin('post as p', (j) =>
        j.onRef('p.agency_id', '=', 'a.agency_id').onRef('p.id', '=', 'a.post_id'),
      )
      .select(['a.post_id', 'a.kind', 'a.delegated_by', 'p.office_id'])
      .where('a.agency_id', '=', agencyId)
      .where('a.person_id', '=', personId)
      .where('a.valid_from', '<=', day)
      .where((e) => e.or([e('a.valid_to', 'is', null), e('a.valid_to', '>=', day)]))
      // One's own posts first, in the order of the chart: the first stands under what one signs.
      .orderBy('a.kind', 'desc')
      .orderBy('p.sort')
      .orderBy('p.name')
      .execute(),
    db
      .selectFrom('role_grant')
      .select(['role', 'office_id'])
      .where('agency_id', '=', agencyId)
      .where('person_id', '=', personId)
      .where('revoked_at', 'is', null)
      .execute(),
  ]);
  return {
    kind: 'staff',
    personId: person.id as Uuid,
    name: person.name,
    agencyId: person.agency_id as Uuid,
    assignments: assignments.map((a) => ({
      postId: a.post_id as Uuid,
      officeId: a.office_id as Uuid,
      agencyId: person.agency_id as Uuid,
      kind: a.kind === 'deputy' || a.kind === 'delegate' ? a.kind : 'holder',
      ...(a.delegated_by === null ? {} : { onBehalfOf: a.delegated_by as Uuid }),
    })),
    roles: roles.flatMap((r) => {
      const role = ROLES.find((known): known is Role => known === r.role);
      return role === undefined
        ? []
        : [
            {
              role,
              agencyId: person.agency_id as Uuid,
              ...(r.office_id === null ? {} : { officeId: r.office_id as Uuid }),
            },
          ];
    }),
  };
}
