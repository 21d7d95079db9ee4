import type { Reading } from '#platform/database';
import type { MeResponse } from '../contract/index.ts';
import type { StaffActor } from '../domain/actor.ts';

/** What a member of staff is told about themselves. */
export async function readMe(db: Reading, actor: StaffActor): Promise<MeResponse> {
  const [agency, login, posts] = await Promise.all([
    db
      .selectFrom('agency')
      .select(['id', 'slug', 'name'])
      .select((e) =>
        e
          .and([
            e.exists(
              e.selectFrom('filing_sender as s').select('s.id').whereRef('s.agency_id', '=', 'agency.id'),
            ),
            e.not(
              e.exists(
                e.selectFrom('power_item as i').select('i.id').whereRef('i.agency_id', '=', 'agency.id'),
              ),
            ),
          ])
          .as('takes_filings_only'),
      )
      .where('id', '=', actor.agencyId)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('login')
      .select(['totp_secret', 'recovery_hashes'])
      .where('agency_id', '=', actor.agencyId)
      .where('person_id', '=', actor.personId)
      .executeTakeFirstOrThrow(),
    actor.assignments.length === 0
      ? []
      : db
          .selectFrom('post as p')
          .innerJoin('office as o', (j) =>
            j.onRef('o.agency_id', '=', 'p.agency_id').onRef('o.id', '=', 'p.office_id'),
          )
          .select(['p.id', 'p.name', 'o.name as office'])
          .where('p.agency_id', '=', actor.agencyId)
          .where(
            'p.id',
            'in',
            actor.assignments.map((a) => a.postId),
          )
          .execute(),
  ]);
  return {
    personId: actor.personId,
    name: actor.name,
    agency: {
      id: agency.id,
      slug: agency.slug,
      name: agency.name,
      takesFilingsOnly: agency.takes_filings_only === true,
    },
    posts: posts.map((p) => ({
      ...p,
      kind: actor.assignments.find((a) => a.postId === p.id)?.kind ?? 'holder',
    })),
    roles: [...new Set(actor.roles.map((r) => r.role))],
    wholeRoles: [...new Set(actor.roles.filter((r) => r.officeId === undefined).map((r) => r.role))],
    secondFactor: { enrolled: login.totp_secret !== null, recoveryCodes: login.recovery_hashes.length },
  };
}
