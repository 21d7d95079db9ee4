import type { LegalDay } from '#kernel';
import type { Reading } from '#platform/database';
import type { AgencyChart } from '../contract/index.ts';
import { separationFindings } from '../domain/separation.ts';
import { AgencyDetails } from '../domain/tree.ts';
import { findHeadId } from './agency-row.ts';

/** An agency as its administrators keep it, with row versions; assignments that go on on `day` or later. */
export async function findChart(
  db: Reading,
  agencyId: string,
  day: LegalDay,
): Promise<AgencyChart | undefined> {
  const agency = await db.selectFrom('agency').selectAll().where('id', '=', agencyId).executeTakeFirst();
  if (!agency) return undefined;
  const details = AgencyDetails.parse(agency.details);
  const [offices, posts, assignments, headPersonId] = await Promise.all([
    db
      .selectFrom('office')
      .selectAll()
      .where('agency_id', '=', agencyId)
      .orderBy('sort')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('post')
      .selectAll()
      .where('agency_id', '=', agencyId)
      .orderBy('sort')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('assignment as a')
      .innerJoin('person as p', (j) =>
        j.onRef('p.agency_id', '=', 'a.agency_id').onRef('p.id', '=', 'a.person_id'),
      )
      .select([
        'a.id',
        'a.post_id',
        'a.person_id',
        'a.kind',
        'a.valid_from',
        'a.valid_to',
        'a.delegated_by',
        'a.reason',
        'p.name',
      ])
      .where('a.agency_id', '=', agencyId)
      .where('p.active', '=', true)
      .where((e) => e.or([e('a.valid_to', 'is', null), e('a.valid_to', '>=', day)]))
      .orderBy('a.valid_from')
      .orderBy('a.id')
      .execute(),
    findHeadId(db, agencyId, details),
  ]);
  const officeOf = new Map(posts.map((p) => [p.id, p.office_id]));
  const findings = separationFindings({
    supervisionOffices: new Set(offices.filter((o) => o.kind.startsWith('supervision')).map((o) => o.id)),
    headPersonId,
    assignments: assignments.flatMap((a) => {
      const officeId = officeOf.get(a.post_id);
      return a.valid_from <= day && officeId !== undefined
        ? [{ personId: a.person_id, postId: a.post_id, officeId }]
        : [];
    }),
  });
  return {
    id: agency.id,
    slug: agency.slug,
    name: agency.name,
    kind: agency.kind,
    level: agency.level,
    divisionCode: agency.division_code,
    uscc: agency.uscc,
    parentId: agency.parent_id,
    details,
    headId: headPersonId ?? null,
    rowVersion: agency.row_version,
    offices: offices.map((o) => ({
      id: o.id,
      key: o.import_key ?? o.id,
      name: o.name,
      kind: o.kind,
      functions: o.functions,
      leaderId: o.leader_person_id,
      headId: o.head_person_id,
      sort: o.sort,
      rowVersion: o.row_version,
    })),
    posts: posts.map((p) => ({
      id: p.id,
      key: p.import_key ?? p.id,
      officeId: p.office_id,
      name: p.name,
      kind: p.kind,
      duties: p.duties,
      sort: p.sort,
      rowVersion: p.row_version,
    })),
    assignments: assignments.map((a) => ({
      id: a.id,
      postId: a.post_id,
      personId: a.person_id,
      personName: a.name,
      kind: a.kind,
      validFrom: a.valid_from,
      validTo: a.valid_to,
      delegatedBy: a.delegated_by,
      reason: a.reason,
    })),
    separation: findings.map(({ personId, exempt }) => ({ personId, exempt })),
  };
}
