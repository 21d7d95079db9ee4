import { sql } from 'kysely';
import { addDays, err, ok, type LegalDay, type Result, type Uuid } from '#kernel';
import { hasRole, type Actor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { Conflict, Tx } from '#platform/database';
import { forbidden, unknownReference, type Forbidden, type Unknown } from '../domain/errors.ts';
import type { OrganisationTree } from '../domain/tree.ts';
import { recordChange } from './manage-agency.ts';

export type ImportOrganisationError = Forbidden | Unknown | Conflict;
export type ImportedOrganisation = {
  readonly agencyId: Uuid;
  readonly offices: ReadonlyMap<string, Uuid>;
  readonly posts: ReadonlyMap<string, Uuid>;
  readonly persons: ReadonlyMap<string, Uuid>;
};

/**
 * Brings an agency with offices, posts, persons and assignments to the state of the tree; repeatable by key. Holders who
 * are no longer named end with the day before, or with the day they began when that is later. Refusals:
 * `organisation/forbidden` for whoever is neither the system nor an organisation administrator, `organisation/unknown`
 * when the body above has not been imported.
 */
export async function importOrganisation(
  ctx: UseCase,
  actor: Actor,
  input: { readonly tree: OrganisationTree; readonly validFrom: LegalDay },
): Promise<Result<ImportedOrganisation, ImportOrganisationError>> {
  const { tree } = input;
  const existing = await ctx.db
    .selectFrom('agency')
    .select('id')
    .where('import_key', '=', tree.agency.key)
    .executeTakeFirst();
  const allowed =
    actor.kind === 'system' ||
    (existing !== undefined && hasRole(actor, 'org-admin', { agencyId: existing.id }));
  if (!allowed) return err(forbidden());
  const now = ctx.clock.now();
  return ctx.transact<ImportedOrganisation, Unknown>(async (tx) => {
    const parentId = await findParent(tx, tree.agency.parent);
    if (parentId === undefined) return err(unknownReference('agency/parent'));
    const id = (): Uuid => ctx.ids.uuid(now);
    const agencyId = await upsertAgency(tx, tree, parentId, now, id());
    const persons = new Map<string, Uuid>();
    for (const person of tree.persons) {
      const row = await tx
        .insertInto('person')
        .values({
          agency_id: agencyId,
          id: id(),
          import_key: person.key,
          name: person.name,
          staff_no: person.staffNo,
          title: person.title,
        })
        .onConflict((c) =>
          c.constraint('person_import_key_unique').doUpdateSet((e) => ({
            name: person.name,
            title: person.title,
            row_version: e('person.row_version', '+', 1),
          })),
        )
        .returning('id')
        .executeTakeFirstOrThrow();
      persons.set(person.key, row.id as Uuid);
    }
    const offices = new Map<string, Uuid>();
    for (const [sort, office] of tree.offices.entries()) {
      const values = {
        name: office.name,
        kind: office.kind,
        functions: office.functions,
        sort,
        leader_person_id: office.leader === undefined ? null : (persons.get(office.leader) ?? null),
        head_person_id: office.head === undefined ? null : (persons.get(office.head) ?? null),
      };
      const row = await tx
        .insertInto('office')
        .values({ agency_id: agencyId, id: id(), import_key: office.key, ...values })
        .onConflict((c) =>
          c
            .constraint('office_import_key_unique')
            .doUpdateSet((e) => ({ ...values, row_version: e('office.row_version', '+', 1) })),
        )
        .returning('id')
        .executeTakeFirstOrThrow();
      offices.set(office.key, row.id as Uuid);
    }
    const posts = new Map<string, Uuid>();
    for (const [sort, post] of tree.posts.entries()) {
      const values = {
        office_id: offices.get(post.office) ?? id(),
        name: post.name,
        kind: post.kind,
        duties: post.duties,
        sort,
      };
      const row = await tx
        .insertInto('post')
        .values({ agency_id: agencyId, id: id(), import_key: post.key, ...values })
        .onConflict((c) =>
          c
            .constraint('post_import_key_unique')
            .doUpdateSet((e) => ({ ...values, row_version: e('post.row_version', '+', 1) })),
        )
        .returning('id')
        .executeTakeFirstOrThrow();
      const postId = row.id as Uuid;
      posts.set(post.key, postId);
      const wanted = [
        ...post.holders.map((key) => ({ key, kind: 'holder' })),
        ...post.deputies.map((key) => ({ key, kind: 'deputy' })),
      ];
      const current = await tx
        .selectFrom('assignment')
        .select(['id', 'person_id', 'kind'])
        .where('agency_id', '=', agencyId)
        .where('post_id', '=', postId)
        .where('valid_to', 'is', null)
        .execute();
      for (const { key, kind } of wanted) {
        const personId = persons.get(key);
        if (personId === undefined || current.some((a) => a.person_id === personId && a.kind === kind))
          continue;
        await tx
          .insertInto('assignment')
          .values({
            agency_id: agencyId,
            id: id(),
            post_id: postId,
            person_id: personId,
            kind,
            valid_from: input.validFrom,
            valid_to: null,
          })
          .execute();
      }
      const gone = current
        .filter((a) => !wanted.some((w) => persons.get(w.key) === a.person_id && w.kind === a.kind))
        .map((a) => a.id);
      if (gone.length > 0) {
        await tx
          .updateTable('assignment')
          .set({ valid_to: sql<string>`greatest(valid_from, ${addDays(input.validFrom, -1)}::date)` })
          .where('agency_id', '=', agencyId)
          .where('id', 'in', gone)
          .execute();
      }
    }
    await recordChange(ctx, tx, actor, {
      action: 'organisation/import',
      agencyId,
      subject: { type: 'agency', id: agencyId },
      after: { offices: tree.offices.length, posts: tree.posts.length, persons: tree.persons.length },
    });
    return ok({ agencyId, offices, posts, persons });
  });
}

/** `null` for a body with none above it, `undefined` for one whose key nobody has. */
async function findParent(tx: Tx, key: string | undefined): Promise<string | null | undefined> {
  if (key === undefined) return null;
  const row = await tx.selectFrom('agency').select('id').where('import_key', '=', key).executeTakeFirst();
  return row?.id;
}

async function upsertAgency(
  tx: Tx,
  tree: OrganisationTree,
  parentId: string | null,
  now: Date,
  id: Uuid,
): Promise<Uuid> {
  const { agency } = tree;
  const values = {
    name: agency.name,
    kind: agency.kind,
    level: agency.level,
    division_code: agency.divisionCode,
    uscc: agency.uscc ?? null,
    parent_id: parentId,
    details: JSON.stringify(agency.details),
  };
  const row = await tx
    .insertInto('agency')
    .values({ id, slug: agency.slug, import_key: agency.key, created_at: now, ...values })
    .onConflict((c) =>
      c
        .constraint('agency_import_key_unique')
        .doUpdateSet((e) => ({ ...values, row_version: e('agency.row_version', '+', 1) })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id as Uuid;
}
