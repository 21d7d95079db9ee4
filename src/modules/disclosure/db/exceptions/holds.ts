import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { LegalDay, type Rid } from '#kernel';
import { restateGround } from '#modules/ledger';
import { LOCKS, type Reading, type Tx } from '#platform/database';
import { articleText, isGround } from '../../domain/exceptions/grounds.ts';
import { committedNames, NARROWER_SCOPES, type NarrowerScope } from '../../domain/exceptions/subjects.ts';
import type { ElementHold, FieldHold, Kept } from '../../domain/exceptions/withhold.ts';

/**
 * Lets one transaction at a time decide what of a power (by its id), of a case or of a rule (by its record) is public: a publication and
 * an exception never pass each other unseen. Call it before reading the exceptions that the publication rests on.
 */
export async function lockDisclosure(tx: Tx, key: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${LOCKS.disclosureOf}::int, hashtext(${key}))`.execute(tx);
}

/** What is in force on the elements of a power. */
export async function findElementHolds(
  db: Reading,
  of: { readonly agencyId: string; readonly powerId: string },
): Promise<readonly ElementHold[]> {
  const rows = await db
    .selectFrom('disclosure_exception')
    .select(['id', 'element', 'form', 'ground', 'cited', 'ends_on'])
    .where('agency_id', '=', of.agencyId)
    .where('power_id', '=', of.powerId)
    .where('state', '=', 'in-force')
    .execute();
  return rows.flatMap(({ element, ...row }) => (element === null ? [] : [{ ...toHold(row), element }]));
}

/** The exception in force on a whole item: nothing of it is owed until that ends. */
export async function findWholeException(
  db: Reading,
  of: { readonly agencyId: string; readonly powerId: string },
): Promise<{ readonly exceptionId: string; readonly ground: string } | undefined> {
  const row = await db
    .selectFrom('disclosure_exception')
    .select(['id', 'ground', 'cited'])
    .where('agency_id', '=', of.agencyId)
    .where('power_id', '=', of.powerId)
    .where('subject_kind', '=', 'power')
    .where('state', '=', 'in-force')
    .executeTakeFirst();
  return row && { exceptionId: row.id, ground: groundText(row.ground, row.cited) };
}

/** The exception in force on a whole rule, by the record of its version. */
export async function findRuleException(
  db: Reading,
  of: { readonly agencyId: string; readonly rid: string },
): Promise<{ readonly exceptionId: string; readonly ground: string } | undefined> {
  const row = await db
    .selectFrom('disclosure_exception')
    .select(['id', 'ground', 'cited'])
    .where('agency_id', '=', of.agencyId)
    .where('subject_rid', '=', of.rid)
    .where('subject_kind', '=', 'rule')
    .where('state', '=', 'in-force')
    .executeTakeFirst();
  return row && { exceptionId: row.id, ground: groundText(row.ground, row.cited) };
}

/** What is in force on the fields of a case. */
export async function findFieldHolds(
  db: Reading,
  of: { readonly agencyId: string; readonly rid: Rid },
): Promise<readonly FieldHold[]> {
  const rows = await db
    .selectFrom('disclosure_exception')
    .select(['id', 'element', 'form', 'ground', 'cited', 'ends_on'])
    .where('agency_id', '=', of.agencyId)
    .where('subject_rid', '=', of.rid)
    .where('subject_kind', '=', 'case-field')
    .where('state', '=', 'in-force')
    .execute();
  return rows.flatMap(({ element, ...row }) =>
    element === null ? [] : [{ ...toHold(row), names: committedNames('case-field', element) }],
  );
}

function toHold(row: {
  readonly id: string;
  readonly form: string;
  readonly ground: string;
  readonly cited: string;
  readonly ends_on: string;
}): Omit<FieldHold, 'names'> {
  return {
    exceptionId: row.id,
    form: row.form === 'count' ? 'count' : 'entry',
    ground: groundText(row.ground, row.cited),
    until: LegalDay.parse(row.ends_on),
  };
}

export function groundText(ground: string, cited: string): string {
  return isGround(ground) ? articleText(ground, cited) : ground;
}

/**
 * Remembers what a publication kept back, so that the end of the exception publishes it. What was committed before and stays
 * closed says from now on why, and until when.
 */
export async function recordKept(
  tx: Tx,
  of: { readonly agencyId: string; readonly rid: Rid; readonly rev: number },
  kept: readonly Kept[],
  holds: readonly Pick<FieldHold, 'exceptionId' | 'form' | 'ground' | 'until'>[],
): Promise<void> {
  for (const one of kept) {
    await tx
      .insertInto('disclosure_hold')
      .values({
        agency_id: of.agencyId,
        exception_id: one.exceptionId,
        rid: of.rid,
        rev: one.rev === 'this' ? of.rev : one.rev,
        name: one.name,
        value: one.rev === null ? JSON.stringify(one.value) : null,
      })
      .onConflict((c) =>
        c
          .columns(['agency_id', 'exception_id', 'rid', 'rev', 'name'])
          .doUpdateSet((e) => ({ value: e.ref('excluded.value') })),
      )
      .execute();
    const hold = holds.find(({ exceptionId }) => exceptionId === one.exceptionId);
    if (typeof one.rev === 'number' && hold?.form === 'entry')
      await restateGround(tx, of.rid, { rev: one.rev, name: one.name }, hold);
  }
}

/** An element of a published version that society may not see. */
export type WithheldElement = {
  readonly element: string;
  /** Nothing of it may be shown, not even that it is withheld: only the yearly count has it. */
  readonly silent: boolean;
  readonly ground: string;
  readonly until: LegalDay;
  /** Record of the exception. */
  readonly rid: string;
};

const Held = z.array(
  z
    .object({
      element: z.string(),
      form: z.enum(['entry', 'count']),
      ground: z.string(),
      cited: z.string(),
      until: LegalDay,
      rid: z.string(),
    })
    .transform(({ element, form, ground, cited, until, rid }): WithheldElement => ({
      element,
      silent: form === 'count',
      ground: groundText(ground, cited),
      until,
      rid,
    })),
);

/**
 * What of a published version is held, as a column of the query that reads the version; `parseHeld` reads it. It stays held
 * until a checkpoint covers the entry that opens it, as everything published does. Every public answer about an item leaves it
 * out.
 */
export function heldElements(rid: string): RawBuilder<unknown> {
  return sql`(
    SELECT coalesce(jsonb_agg(jsonb_build_object('element', x.element, 'form', x.form, 'ground', x.ground, 'cited', x.cited,
                                                 'until', x.ends_on, 'rid', x.rid) ORDER BY x.element), '[]')
      FROM disclosure_hold h
      JOIN disclosure_exception x ON x.agency_id = h.agency_id AND x.id = h.exception_id
      LEFT JOIN ledger.revision r ON r.rid = h.rid AND r.rev = h.released_rev
     WHERE h.rid = ${sql.ref(rid)} AND x.subject_kind = 'power-field' AND h.name = 'content.' || x.element
       AND r.covered_size IS NULL)`;
}

export function parseHeld(column: unknown): readonly WithheldElement[] {
  return Held.parse(column);
}

/** Documents of a case that were narrowed, with who may still open them. */
export async function narrowedDocuments(
  db: Reading,
  of: { readonly agencyId: string; readonly caseId: string },
): Promise<ReadonlyMap<string, NarrowerScope>> {
  const rows = await db
    .selectFrom('disclosure_exception')
    .select(['document_id', 'scope'])
    .where('agency_id', '=', of.agencyId)
    .where('case_id', '=', of.caseId)
    .where('subject_kind', '=', 'document')
    .where('state', '=', 'in-force')
    .execute();
  return new Map(
    rows.flatMap(({ document_id: id, scope }) => {
      const known = NARROWER_SCOPES.find((one) => one === scope);
      return id === null || known === undefined ? [] : [[id, known] as const];
    }),
  );
}
