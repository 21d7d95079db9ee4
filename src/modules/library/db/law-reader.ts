import { sql } from 'kysely';
import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import type { Reading } from '#platform/database';
import { parseArticles, lawKey } from '../domain/citation.ts';
import { Amendment, LEVELS, LawArticle, type LawEntry, type Level } from '../domain/law.ts';

const orAbsent = <T extends z.ZodType>(type: T) =>
  type.nullable().transform((value: z.output<T> | null) => value ?? undefined);

const Row = z.object({
  agency_id: Uuid,
  id: Uuid,
  title: z.string(),
  level: z.enum(LEVELS),
  issuer: orAbsent(z.string()),
  document_number: orAbsent(z.string()),
  promulgated_on: orAbsent(LegalDay),
  in_force_from: orAbsent(LegalDay),
  repealed_from: orAbsent(LegalDay),
  repeal_note: orAbsent(z.string()),
  source: z.string(),
  amendments: z.array(Amendment),
  verified_at: z.date().nullable(),
  verifier: z.string().nullable(),
  row_version: z.int(),
  updated_at: z.date(),
});
const ArticleRow = z.object({
  law_id: z.string(),
  number: z.string(),
  text_kind: z.enum(['text', 'summary']),
  text: z.string(),
  valid_from: orAbsent(LegalDay),
  ended_from: orAbsent(LegalDay),
});

/** An entry of the library as it is kept. */
export type Law = {
  readonly agencyId: Uuid;
  readonly id: Uuid;
  readonly entry: LawEntry;
  readonly verified: { readonly by: string; readonly at: Date } | null;
  readonly rowVersion: number;
  readonly updatedAt: Date;
};

const present = <T extends Readonly<Record<string, unknown>>>(values: T): Present<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function lawsQuery(db: Reading) {
  return db
    .selectFrom('law as l')
    .leftJoin('person as v', (j) =>
      j.onRef('v.agency_id', '=', 'l.agency_id').onRef('v.id', '=', 'l.verified_by'),
    )
    .selectAll('l')
    .select('v.name as verifier');
}

async function withArticles(db: Reading, rows: readonly unknown[]): Promise<readonly Law[]> {
  const laws = z.array(Row).parse(rows);
  if (laws.length === 0) return [];
  const articles = z.array(ArticleRow).parse(
    await db
      .selectFrom('law_article')
      .selectAll()
      .where(
        'agency_id',
        'in',
        laws.map(({ agency_id }) => agency_id),
      )
      .where(
        'law_id',
        'in',
        laws.map(({ id }) => id),
      )
      .orderBy('law_id')
      .orderBy('ord')
      .execute(),
  );
  const byLaw = Map.groupBy(articles, ({ law_id }) => law_id);
  return laws.map((row) => ({
    agencyId: row.agency_id,
    id: row.id,
    entry: {
      title: row.title,
      level: row.level,
      source: row.source,
      amendments: row.amendments,
      articles: (byLaw.get(row.id) ?? []).map(toArticle),
      ...present({
        issuer: row.issuer,
        documentNumber: row.document_number,
        promulgatedOn: row.promulgated_on,
        inForceFrom: row.in_force_from,
        repealedFrom: row.repealed_from,
        repealNote: row.repeal_note,
      }),
    },
    verified: row.verified_at === null ? null : { by: row.verifier ?? '', at: row.verified_at },
    rowVersion: row.row_version,
    updatedAt: row.updated_at,
  }));
}

function toArticle(row: z.output<typeof ArticleRow>): LawArticle {
  return {
    number: row.number,
    textKind: row.text_kind,
    text: row.text,
    ...present({ validFrom: row.valid_from, endedFrom: row.ended_from }),
  };
}

export async function findLaw(
  db: Reading,
  key: { readonly agencyId: string; readonly id: string },
): Promise<Law | undefined> {
  const row = await lawsQuery(db)
    .where('l.agency_id', '=', key.agencyId)
    .where('l.id', '=', key.id)
    .executeTakeFirst();
  return row === undefined ? undefined : (await withArticles(db, [row]))[0];
}

/** A law by its address on the portal. */
export async function findPublicLaw(
  db: Reading,
  id: string,
): Promise<(Law & { readonly agencyName: string; readonly agencySlug: string }) | undefined> {
  const row = await lawsQuery(db)
    .innerJoin('agency as a', 'a.id', 'l.agency_id')
    .select(['a.name as agency_name', 'a.slug'])
    .where('l.id', '=', id)
    .executeTakeFirst();
  const law = row === undefined ? undefined : (await withArticles(db, [row]))[0];
  return law === undefined || row === undefined
    ? undefined
    : { ...law, agencyName: row.agency_name, agencySlug: row.slug };
}

/** Laws of an agency by their keys; those the library does not have are absent. */
export async function lawsByKey(
  db: Reading,
  agencyId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Law>> {
  if (keys.length === 0) return new Map();
  const rows = await lawsQuery(db)
    .where('l.agency_id', '=', agencyId)
    .where('l.key', 'in', [...new Set(keys)])
    .execute();
  const laws = await withArticles(db, rows);
  return new Map(laws.map((law) => [lawKey(law.entry.title), law]));
}

/** Laws of an agency of which anything changed or ended up to a day, or that are not in force on it, by their keys. */
export async function changedLaws(
  db: Reading,
  agencyId: string,
  today: LegalDay,
): Promise<ReadonlyMap<string, Law>> {
  const rows = await lawsQuery(db)
    .where('l.agency_id', '=', agencyId)
    .where((e) =>
      e.or([
        e('l.repealed_from', '<=', today),
        e('l.in_force_from', '>', today),
        sql<boolean>`l.amendments <> '[]'`,
        e.exists(
          e
            .selectFrom('law_article as a')
            .select('a.ord')
            .whereRef('a.agency_id', '=', 'l.agency_id')
            .whereRef('a.law_id', '=', 'l.id')
            .where((x) => x.or([x('a.ended_from', '<=', today), x('a.valid_from', '<=', today)])),
        ),
      ]),
    )
    .execute();
  const laws = await withArticles(db, rows);
  return new Map(laws.map((law) => [lawKey(law.entry.title), law]));
}

export type LawListRow = {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly documentNumber: string | undefined;
  readonly inForceFrom: LegalDay | undefined;
  readonly repealedFrom: LegalDay | undefined;
  readonly amendments: readonly Amendment[];
  readonly articles: number;
  /** Powers in force that cite it. */
  readonly powers: number;
  readonly verified: boolean;
};

const ListRow = z
  .object({
    id: z.string(),
    title: z.string(),
    level: z.enum(LEVELS),
    document_number: orAbsent(z.string()),
    in_force_from: orAbsent(LegalDay),
    repealed_from: orAbsent(LegalDay),
    amendments: z.array(Amendment),
    verified_at: z.date().nullable(),
    articles: z.coerce.number(),
    powers: z.coerce.number(),
  })
  .transform((r) => ({
    id: r.id,
    title: r.title,
    level: r.level,
    documentNumber: r.document_number,
    inForceFrom: r.in_force_from,
    repealedFrom: r.repealed_from,
    amendments: r.amendments,
    articles: r.articles,
    powers: r.powers,
    verified: r.verified_at !== null,
  }));

/** Laws by title; keyset by title and id. */
export async function listLaws(
  db: Reading,
  filter: {
    readonly agencyId?: string | undefined;
    readonly q?: string | undefined;
    readonly level?: Level | undefined;
    readonly after?: { readonly title: string; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly LawListRow[]> {
  let query = db
    .selectFrom('law as l')
    .select([
      'l.id',
      'l.title',
      'l.level',
      'l.document_number',
      'l.in_force_from',
      'l.repealed_from',
      'l.amendments',
      'l.verified_at',
    ])
    .select((e) => [
      e
        .selectFrom('law_article as a')
        .select(e.fn.countAll<string>().as('n'))
        .whereRef('a.agency_id', '=', 'l.agency_id')
        .whereRef('a.law_id', '=', 'l.id')
        .as('articles'),
      e
        .selectFrom('power_version as v')
        .select(e.fn.countAll<string>().as('n'))
        .whereRef('v.agency_id', '=', 'l.agency_id')
        .where('v.state', '=', 'published')
        .where(sql<boolean>`v.cites @> ARRAY[l.key]`)
        .where((x) =>
          x.exists(
            x
              .selectFrom('power_in_force as f')
              .select('f.power_id')
              .whereRef('f.agency_id', '=', 'v.agency_id')
              .whereRef('f.power_id', '=', 'v.power_id')
              .whereRef('f.version_id', '=', 'v.id')
              .where('f.status', '=', 'in-force'),
          ),
        )
        .as('powers'),
    ])
    .orderBy('l.title')
    .orderBy('l.id')
    .limit(filter.limit);
  if (filter.agencyId !== undefined) query = query.where('l.agency_id', '=', filter.agencyId);
  if (filter.level !== undefined) query = query.where('l.level', '=', filter.level);
  if (filter.q !== undefined && filter.q !== '') {
    const like = likeOf(filter.q);
    const title = likeOf(lawKey(filter.q));
    query = query.where((e) => e.or([e('l.key', 'like', title), e('l.document_number', 'like', like)]));
  }
  const { after } = filter;
  if (after) query = query.where(sql<boolean>`(l.title, l.id) > (${after.title}, ${after.id}::uuid)`);
  return z.array(ListRow).parse(await query.execute());
}

const likeOf = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

type Found = { readonly law: Law; readonly article: LawArticle | undefined };

/** What somebody may mean who types a law, an article or both: 许可法 42, 对外劳务 第五条. */
export async function searchArticles(db: Reading, agencyId: string, q: string): Promise<readonly Found[]> {
  const [, words = '', numbers = ''] =
    /^(.*?)\s*(第?[〇零一二两三四五六七八九十百千0-9０-９]+条?\S*)?$/s.exec(q.trim()) ?? [];
  const wanted = numbers === '' ? [] : parseArticles(numbers);
  const rows = await lawsQuery(db)
    .where('l.agency_id', '=', agencyId)
    .where('l.key', 'like', likeOf(lawKey(words)))
    .orderBy('l.title')
    .limit(12)
    .execute();
  const laws = await withArticles(db, rows);
  return laws
    .flatMap((law): readonly Found[] => {
      const fitting = law.entry.articles.filter(
        ({ number }) => wanted.length === 0 || parseArticles(number).some((key) => wanted.includes(key)),
      );
      return fitting.length === 0
        ? [{ law, article: undefined }]
        : fitting.map((article) => ({ law, article }));
    })
    .slice(0, 60);
}
