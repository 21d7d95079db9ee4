import { sql } from 'kysely';
import { z } from 'zod';
import { LegalDay, legalDayOf, Uuid } from '#kernel';
import type { Reading } from '#platform/database';
import { lawKey, parseCitation } from '../domain/citation.ts';
import { dayOfText, NEEDS_REVIEW, stateOfCitation, type CitationState } from '../domain/law.ts';
import { changedLaws, lawsByKey, type Law } from './law-reader.ts';

/** A legal basis as a power has it in free text. */
export type CitedBasis = {
  readonly law: string;
  readonly version?: string | undefined;
  readonly article: string;
};

/** A basis held against the library. */
export type HeldBasis = {
  readonly basis: CitedBasis;
  readonly articles: readonly string[];
  /** The entry; absent when the library has no law of this name. */
  readonly law: Law | undefined;
  readonly state: CitationState;
};

/**
 * The legal bases of a power of an agency against its library, in their order. `since` is the day from which they were
 * cited, unless the version they name tells the day of its text.
 */
export async function holdAgainstLibrary(
  db: Reading,
  agencyId: string,
  bases: readonly CitedBasis[],
  at: { readonly since: LegalDay; readonly today: LegalDay },
): Promise<readonly HeldBasis[]> {
  const cited = bases.map((basis) => ({ basis, ...parseCitation(basis.law, basis.article) }));
  const laws = await lawsByKey(
    db,
    agencyId,
    cited.map(({ law }) => law),
  );
  return cited.map(({ basis, law: key, articles }) => holdBasis(laws.get(key), basis, articles, at));
}

/** What a page of a power says of a cited law: where it is, and from when it is no law any more. */
export type CitedLaw = { readonly id: string; readonly repealedFrom: LegalDay | undefined };

/** The laws that bases cite, in their order, in one query; undefined for a law that the library does not have. */
export async function citedLaws(
  db: Reading,
  agencyId: string,
  bases: readonly CitedBasis[],
): Promise<readonly (CitedLaw | undefined)[]> {
  const keys = bases.map(({ law }) => lawKey(law));
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('law')
    .select(['id', 'key', 'repealed_from'])
    .where('agency_id', '=', agencyId)
    .where('key', 'in', keys)
    .execute();
  return keys.map((key) => {
    const row = rows.find((one) => one.key === key);
    return row && { id: row.id, repealedFrom: LegalDay.nullable().parse(row.repealed_from) ?? undefined };
  });
}

function holdBasis(
  law: Law | undefined,
  basis: CitedBasis,
  articles: readonly string[],
  { since, today }: { readonly since: LegalDay; readonly today: LegalDay },
): HeldBasis {
  const state = stateOfCitation(law?.entry, articles, { since: dayOfText(basis.version) ?? since, today });
  return { basis, articles, law, state };
}

const CitingRow = z.object({
  power_id: Uuid,
  version_id: Uuid,
  office_id: Uuid.nullable(),
  code: z.string(),
  name: z.string(),
  type_code: z.string(),
  published_at: z.date(),
  bases: z.array(z.object({ law: z.string(), article: z.string(), version: z.string().optional() }).loose()),
});
type CitingRow = z.output<typeof CitingRow>;

/** Powers of an agency in force today that cite one of the laws: published, covered by a checkpoint, by type and name. */
async function rowsCiting(
  db: Reading,
  agencyId: string,
  keys: readonly string[],
  today: LegalDay,
): Promise<readonly CitingRow[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('power_version as v')
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.power_id'),
    )
    .innerJoin('ledger.revision as r', (j) => j.onRef('r.rid', '=', 'v.rid').on('r.rev', '=', 1))
    .select(['v.power_id', 'v.id as version_id', 'v.office_id', 'v.name', 'v.type_code', 'v.published_at'])
    .select((e) => [e.ref('p.code').as('code'), sql<unknown>`v.content -> 'legalBasis'`.as('bases')])
    .where('v.agency_id', '=', agencyId)
    .where('v.state', '=', 'published')
    .where('v.status', '=', 'in-force')
    .where('v.effective_from', '<=', today)
    .where('p.code', 'is not', null)
    .where('r.covered_size', 'is not', null)
    .where(sql<boolean>`v.cites && ${[...keys]}::text[]`)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('power_version as w')
            .select('w.id')
            .whereRef('w.agency_id', '=', 'v.agency_id')
            .whereRef('w.power_id', '=', 'v.power_id')
            .where('w.state', '=', 'published')
            .where('w.effective_from', '<=', today)
            .whereRef('w.n', '>', 'v.n'),
        ),
      ),
    )
    .orderBy('v.type_code')
    .orderBy('v.name')
    .orderBy('v.power_id')
    .execute();
  return z.array(CitingRow).parse(rows);
}

/** A power in force that cites a law, with the articles it cites of it. */
export type CitingPower = {
  readonly powerId: string;
  readonly code: string;
  readonly name: string;
  readonly typeCode: string;
  readonly articles: readonly string[];
  readonly state: CitationState;
};

/** Which powers in force rest on a law, and how what they cite of it stands today. */
export async function powersCiting(db: Reading, law: Law, today: LegalDay): Promise<readonly CitingPower[]> {
  const key = lawKey(law.entry.title);
  const rows = await rowsCiting(db, law.agencyId, [key], today);
  return rows.map((row) => {
    const held = heldOf(row, new Map([[key, law]]), today).filter((basis) => basis.law !== undefined);
    return {
      powerId: row.power_id,
      code: row.code,
      name: row.name,
      typeCode: row.type_code,
      articles: [...new Set(held.flatMap(({ articles }) => articles))],
      state: worst(held.map(({ state }) => state)),
    };
  });
}

/** A legal basis of a power in force that is no longer as it was when the power was published. */
export type ChangedBasis = {
  readonly powerId: string;
  readonly versionId: string;
  readonly officeId: string | null;
  readonly code: string;
  readonly name: string;
  readonly lawId: string;
  /** As the item cites them. */
  readonly law: string;
  readonly article: string;
  readonly state: CitationState;
};

/**
 * For each item in force of an agency, the bases that changed since its version was published, or since the day of the text
 * that the citation names: repealed, an article ended or amended, or not in force yet. What the library does not have is no
 * finding here.
 */
export async function basesChanged(
  db: Reading,
  agencyId: string,
  today: LegalDay,
): Promise<readonly ChangedBasis[]> {
  const laws = await changedLaws(db, agencyId, today);
  const rows = await rowsCiting(db, agencyId, [...laws.keys()], today);
  return rows.flatMap((row) =>
    heldOf(row, laws, today).flatMap(({ basis, law, state }) =>
      law !== undefined && NEEDS_REVIEW.has(state.code)
        ? [
            {
              powerId: row.power_id,
              versionId: row.version_id,
              officeId: row.office_id,
              code: row.code,
              name: row.name,
              lawId: law.id,
              law: basis.law,
              article: basis.article,
              state,
            },
          ]
        : [],
    ),
  );
}

function heldOf(row: CitingRow, laws: ReadonlyMap<string, Law>, today: LegalDay): readonly HeldBasis[] {
  const at = { since: legalDayOf(row.published_at), today };
  return row.bases.map((basis) => {
    const { law, articles } = parseCitation(basis.law, basis.article);
    return holdBasis(laws.get(law), basis, articles, at);
  });
}

const GRAVITY: readonly CitationState['code'][] = [
  'current',
  'article-not-in-library',
  'not-in-library',
  'not-yet',
  'amended',
  'article-ended',
  'repealed',
];

/** The state that asks most for attention. */
function worst(states: readonly CitationState[]): CitationState {
  return (
    states.toSorted((a, b) => GRAVITY.indexOf(b.code) - GRAVITY.indexOf(a.code))[0] ?? {
      code: 'not-in-library',
    }
  );
}
