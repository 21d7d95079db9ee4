import type { LegalDay, Uuid } from '#kernel';
import type { Reading } from '#platform/database';
import { separationFindings, type SeparationFinding } from '../domain/separation.ts';
import { AgencyDetails } from '../domain/tree.ts';

export type AgencySummary = {
  readonly id: Uuid;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly level: string;
  readonly divisionCode: string;
  readonly uscc: string | null;
  /** The body above 上级机关. */
  readonly parent: { readonly slug: string; readonly name: string } | null;
};

export async function listAgencies(db: Reading): Promise<AgencySummary[]> {
  const rows = await db
    .selectFrom('agency as a')
    .leftJoin('agency as above', 'above.id', 'a.parent_id')
    .select(['a.id', 'a.slug', 'a.name', 'a.kind', 'a.level', 'a.division_code', 'a.uscc'])
    .select(['above.slug as parent_slug', 'above.name as parent_name'])
    .orderBy('a.level')
    .orderBy('a.division_code')
    .orderBy('a.name')
    .limit(500)
    .execute();
  return rows.map((r) => ({
    id: r.id as Uuid,
    slug: r.slug,
    name: r.name,
    kind: r.kind,
    level: r.level,
    divisionCode: r.division_code,
    uscc: r.uscc,
    parent:
      r.parent_slug === null || r.parent_name === null ? null : { slug: r.parent_slug, name: r.parent_name },
  }));
}

export type Organisation = AgencySummary & {
  readonly details: AgencyDetails;
  readonly offices: readonly {
    readonly id: Uuid;
    readonly key: string | null;
    readonly name: string;
    readonly kind: string;
    readonly functions: string;
    readonly leader: string | null;
    readonly head: string | null;
    readonly headId: string | null;
    readonly posts: readonly PostSummary[];
  }[];
  /** Bodies directly below. */
  readonly below: readonly { readonly slug: string; readonly name: string }[];
  readonly firstResponsible: string | undefined;
  /** Who both handles and supervises on this day (requirement A3). */
  readonly separation: readonly (SeparationFinding & { readonly name: string })[];
};

export type PostSummary = {
  readonly id: Uuid;
  readonly key: string | null;
  readonly name: string;
  readonly kind: string;
  readonly duties: string;
  readonly holders: readonly {
    readonly personId: Uuid;
    readonly name: string;
    readonly staffNo: string;
    readonly kind: string;
    /** Last day, when there is one. */
    readonly until: string | null;
  }[];
};

/** An agency with its offices, posts and who holds them on a day; seven queries whatever its size. */
export async function findOrganisation(
  db: Reading,
  where: { readonly slug: string } | { readonly id: string },
  day: LegalDay,
): Promise<Organisation | undefined> {
  const agency = await db
    .selectFrom('agency')
    .selectAll()
    .where('slug' in where ? 'slug' : 'id', '=', 'slug' in where ? where.slug : where.id)
    .executeTakeFirst();
  if (!agency) return undefined;
  const details = AgencyDetails.parse(agency.details);
  const [parent, below, offices, posts, persons, assignments] = await Promise.all([
    db.selectFrom('agency').select(['slug', 'name']).where('id', '=', agency.parent_id).executeTakeFirst(),
    db
      .selectFrom('agency')
      .select(['slug', 'name'])
      .where('parent_id', '=', agency.id)
      .orderBy('division_code')
      .orderBy('name')
      .limit(500)
      .execute(),
    db.selectFrom('office').selectAll().where('agency_id', '=', agency.id).orderBy('sort').execute(),
    db.selectFrom('post').selectAll().where('agency_id', '=', agency.id).orderBy('sort').execute(),
    db
      .selectFrom('person')
      .select(['id', 'import_key', 'name', 'staff_no', 'active'])
      .where('agency_id', '=', agency.id)
      .execute(),
    db
      .selectFrom('assignment')
      .select(['post_id', 'person_id', 'kind', 'valid_to'])
      .where('agency_id', '=', agency.id)
      .where('valid_from', '<=', day)
      .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>=', day)]))
      .execute(),
  ]);
  const person = new Map(persons.map((p) => [p.id, p]));
  const head = persons.find((p) => [p.import_key, p.id].includes(details.firstResponsible ?? ''));
  const officeOf = new Map(posts.map((p) => [p.id, p.office_id]));
  const nameOf = (id: string | null): string | null => (id === null ? null : (person.get(id)?.name ?? null));
  return {
    id: agency.id as Uuid,
    slug: agency.slug,
    name: agency.name,
    kind: agency.kind,
    level: agency.level,
    divisionCode: agency.division_code,
    uscc: agency.uscc,
    parent: parent ?? null,
    below,
    details,
    firstResponsible: head?.name,
    separation: separationFindings({
      supervisionOffices: new Set(offices.filter((o) => o.kind.startsWith('supervision')).map((o) => o.id)),
      headPersonId: head?.id,
      assignments: assignments.map((a) => ({
        personId: a.person_id,
        postId: a.post_id,
        officeId: officeOf.get(a.post_id) ?? '',
      })),
    }).map((f) => ({ ...f, name: nameOf(f.personId) ?? '' })),
    offices: offices.map((office) => ({
      id: office.id as Uuid,
      key: office.import_key,
      name: office.name,
      kind: office.kind,
      functions: office.functions,
      leader: nameOf(office.leader_person_id),
      head: nameOf(office.head_person_id),
      headId: office.head_person_id,
      posts: posts
        .filter((p) => p.office_id === office.id)
        .map((post) => ({
          id: post.id as Uuid,
          key: post.import_key,
          name: post.name,
          kind: post.kind,
          duties: post.duties,
          holders: assignments
            .filter((a) => a.post_id === post.id)
            .flatMap((a) => {
              const holder = person.get(a.person_id);
              return holder?.active
                ? [
                    {
                      personId: holder.id as Uuid,
                      name: holder.name,
                      staffNo: holder.staff_no,
                      kind: a.kind,
                      until: a.valid_to,
                    },
                  ]
                : [];
            }),
        })),
    })),
  };
}

/** Persons who may act at a post on a day, holders first. */
export async function personsOnPost(
  db: Reading,
  agencyId: string,
  postId: string,
  day: LegalDay,
): Promise<{ readonly personId: Uuid; readonly name: string; readonly kind: string }[]> {
  const rows = await db
    .selectFrom('assignment as a')
    .innerJoin('person as p', (j) =>
      j.onRef('p.agency_id', '=', 'a.agency_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select(['p.id', 'p.name', 'a.kind'])
    .where('a.agency_id', '=', agencyId)
    .where('a.post_id', '=', postId)
    .where('p.active', '=', true)
    .where('a.valid_from', '<=', day)
    .where((e) => e.or([e('a.valid_to', 'is', null), e('a.valid_to', '>=', day)]))
    .orderBy('a.kind', 'desc')
    .execute();
  return rows.map((r) => ({ personId: r.id as Uuid, name: r.name, kind: r.kind }));
}

/** Posts of an agency by their import key, e.g. `post-sp-ck`: how flows name them. */
export async function postsByKey(
  db: Reading,
  agencyId: string,
): Promise<
  ReadonlyMap<
    string,
    { readonly id: Uuid; readonly name: string; readonly officeId: Uuid; readonly officeName: string }
  >
> {
  const rows = await db
    .selectFrom('post as p')
    .innerJoin('office as o', (j) =>
      j.onRef('o.agency_id', '=', 'p.agency_id').onRef('o.id', '=', 'p.office_id'),
    )
    .select(['p.import_key', 'p.id', 'p.name', 'o.id as office_id', 'o.name as office_name'])
    .where('p.agency_id', '=', agencyId)
    .execute();
  return new Map(
    rows.map((r) => [
      r.import_key ?? r.id,
      { id: r.id as Uuid, name: r.name, officeId: r.office_id as Uuid, officeName: r.office_name },
    ]),
  );
}

/** Name of the first post that somebody holds today, as it stands under what they sign; empty without a post. */
export async function postNameOf(
  db: Reading,
  {
    agencyId,
    assignments,
  }: { readonly agencyId: string; readonly assignments: readonly { readonly postId: string }[] },
): Promise<string> {
  const [first] = assignments;
  if (first === undefined) return '';
  const row = await db
    .selectFrom('post')
    .select('name')
    .where('agency_id', '=', agencyId)
    .where('id', '=', first.postId)
    .executeTakeFirst();
  return row?.name ?? '';
}

/** The complaint channels of an agency, as its items name them by key. */
export async function channelsOf(
  db: Reading,
  agencyId: string,
): Promise<readonly { readonly key: string; readonly name: string; readonly phone: string }[]> {
  const row = await db.selectFrom('agency').select('details').where('id', '=', agencyId).executeTakeFirst();
  return row === undefined ? [] : AgencyDetails.parse(row.details).channels;
}
