import { z } from 'zod';
import { isText, LegalDay } from '#kernel';
import { compareArticles, parseArticles } from './citation.ts';

const Line = z.string().trim().min(1).max(500).refine(isText);
const Paragraph = z.string().trim().max(8_000).refine(isText);

/** 效力层级 in the order of 立法法; `decision` is a decision of the State Council, `party` a rule of the Party. */
export const LEVELS = [
  'law',
  'administrative-regulation',
  'decision',
  'local-regulation',
  'department-rule',
  'local-rule',
  'normative-document',
  'party',
  'other',
] as const;
export type Level = (typeof LEVELS)[number];

/** One change of a law; `changed` are the article keys, none means the law as a whole (修订). */
export const Amendment = z.strictObject({
  decidedOn: LegalDay,
  inForceFrom: LegalDay.optional(),
  note: Line,
  changed: z.array(z.string().trim().min(1).max(200)).max(400).default([]),
});
export type Amendment = z.infer<typeof Amendment>;

/** An article or other part: the wording, or what it says in one's own words. Valid from a day, until the day before `endedFrom`. */
export const LawArticle = z.strictObject({
  number: Line,
  textKind: z.enum(['text', 'summary']),
  text: Paragraph,
  validFrom: LegalDay.optional(),
  endedFrom: LegalDay.optional(),
});
export type LawArticle = z.infer<typeof LawArticle>;

/** A law or document of the library as it is kept. */
export const LawEntry = z.strictObject({
  title: Line,
  level: z.enum(LEVELS),
  issuer: Line.optional(),
  documentNumber: Line.optional(),
  promulgatedOn: LegalDay.optional(),
  inForceFrom: LegalDay.optional(),
  /** From this day on it is no law any more. */
  repealedFrom: LegalDay.optional(),
  repealNote: Line.optional(),
  /** Where the text or the fact was taken from. */
  source: Line,
  amendments: z.array(Amendment).max(60).default([]),
  articles: z.array(LawArticle).max(1_500).default([]),
});
export type LawEntry = z.infer<typeof LawEntry>;

/** What is not as it should be within an entry. */
export type LawFault = {
  readonly code:
    | 'library/article-unreadable'
    | 'library/article-twice'
    | 'library/ends-before-it-begins'
    | 'library/amended-before-promulgated'
    | 'library/in-force-before-made';
  /** Path in the entry. */
  readonly field: string;
};

/** The key of an article’s number; undefined when it names none or several. */
export function articleKey(number: string): string | undefined {
  const keys = parseArticles(number);
  return keys.length === 1 ? keys[0] : undefined;
}

/** Checks that no schema can make: one article a row, no article twice at a time, ends after beginnings. */
export function faultsOf(entry: LawEntry): readonly LawFault[] {
  const faults: LawFault[] = [];
  const begins = entry.inForceFrom ?? entry.promulgatedOn;
  if (entry.repealedFrom !== undefined && begins !== undefined && entry.repealedFrom <= begins)
    faults.push({ code: 'library/ends-before-it-begins', field: 'repealedFrom' });
  if (isBefore(entry.inForceFrom, entry.promulgatedOn))
    faults.push({ code: 'library/in-force-before-made', field: 'inForceFrom' });
  for (const [at, { decidedOn, inForceFrom }] of entry.amendments.entries()) {
    if (isBefore(inForceFrom, decidedOn))
      faults.push({ code: 'library/in-force-before-made', field: `amendments/${at}/inForceFrom` });
    if (entry.promulgatedOn !== undefined && decidedOn < entry.promulgatedOn)
      faults.push({
        code: 'library/amended-before-promulgated',
        field: `amendments/${at}/decidedOn`,
      });
  }
  const seen = new Map<string, LawArticle[]>();
  for (const [at, article] of entry.articles.entries()) {
    const key = articleKey(article.number);
    if (key === undefined) {
      faults.push({ code: 'library/article-unreadable', field: `articles/${at}/number` });
      continue;
    }
    if (
      article.endedFrom !== undefined &&
      article.validFrom !== undefined &&
      article.endedFrom <= article.validFrom
    )
      faults.push({ code: 'library/ends-before-it-begins', field: `articles/${at}/endedFrom` });
    const others = seen.get(key) ?? [];
    if (others.some((other) => overlaps(other, article)))
      faults.push({ code: 'library/article-twice', field: `articles/${at}/number` });
    seen.set(key, [...others, article]);
  }
  return faults;
}

function isBefore(day: LegalDay | undefined, other: LegalDay | undefined): boolean {
  return day !== undefined && other !== undefined && day < other;
}

function overlaps(a: LawArticle, b: LawArticle): boolean {
  const startsBefore = (x: LawArticle, y: LawArticle): boolean =>
    x.validFrom === undefined || y.endedFrom === undefined || x.validFrom < y.endedFrom;
  return startsBefore(a, b) && startsBefore(b, a);
}

/** A law with its articles by key, as citations are held against it. */
export type LawText = Pick<
  LawEntry,
  'promulgatedOn' | 'inForceFrom' | 'repealedFrom' | 'amendments' | 'articles'
>;

/** How a citation stands against the library on a day. */
export type CitationState =
  | { readonly code: 'not-in-library' }
  | { readonly code: 'article-not-in-library'; readonly articles: readonly string[] }
  | { readonly code: 'current' }
  | { readonly code: 'not-yet'; readonly on: LegalDay }
  | { readonly code: 'amended'; readonly on: LegalDay }
  | { readonly code: 'article-ended'; readonly on: LegalDay }
  | { readonly code: 'repealed'; readonly on: LegalDay };

/** An amendment counts from the day it is in force; where the library has no such day, from the day it was decided. */
export const amendedFrom = ({ decidedOn, inForceFrom }: Amendment): LegalDay => inForceFrom ?? decidedOn;

/**
 * How articles of a law that somebody cites as they stood on `since` stand on `today`. What ended comes before what
 * changed, what changed before what the library does not have.
 */
export function stateOfCitation(
  law: LawText | undefined,
  articles: readonly string[],
  { since, today }: { readonly since: LegalDay; readonly today: LegalDay },
): CitationState {
  if (law === undefined) return { code: 'not-in-library' };
  if (law.repealedFrom !== undefined && law.repealedFrom <= today)
    return { code: 'repealed', on: law.repealedFrom };
  const begins = law.inForceFrom;
  if (begins !== undefined && begins > today) return { code: 'not-yet', on: begins };
  const rows = law.articles.flatMap((row) => {
    const key = articleKey(row.number);
    return key !== undefined && articles.includes(key) ? [{ key, ...row }] : [];
  });
  const ended = articles.flatMap(
    (key) =>
      endOf(
        rows.filter((row) => row.key === key),
        today,
      ) ?? [],
  );
  const lastEnd = ended.toSorted().at(-1);
  if (lastEnd !== undefined) return { code: 'article-ended', on: lastEnd };
  const changes = [
    ...law.amendments
      .filter(({ changed }) => changed.length === 0 || changed.some((key) => articles.includes(key)))
      .map(amendedFrom),
    ...rows.flatMap(({ validFrom }) => validFrom ?? []),
  ].filter((day) => day > since && day <= today);
  const lastChange = changes.toSorted().at(-1);
  if (lastChange !== undefined) return { code: 'amended', on: lastChange };
  const missing = articles.filter((key) => !rows.some((row) => row.key === key));
  return missing.length > 0 ? { code: 'article-not-in-library', articles: missing } : { code: 'current' };
}

/** The day from which no version of an article is valid any more. */
function endOf(rows: readonly LawArticle[], today: LegalDay): LegalDay | undefined {
  if (rows.length === 0 || rows.some(({ endedFrom }) => endedFrom === undefined || endedFrom > today))
    return undefined;
  return rows
    .flatMap(({ endedFrom }) => endedFrom ?? [])
    .toSorted()
    .at(-1);
}

/** States that mean: look at this item again. */
export const NEEDS_REVIEW: ReadonlySet<CitationState['code']> = new Set([
  'amended',
  'article-ended',
  'repealed',
  'not-yet',
]);

const DATED = new RegExp(
  '([12][0-9]{3})[-年./]([0-9]{1,2})[-月./]([0-9]{1,2})日?(?=[^0-9]{0,8}?(?:修正|修订|公布|施行|通过|批准|发布))|([12][0-9]{3})年(?=(?:修正|修订))',
);

/**
 * The day of the text that a citation names in its version: 2022-12-30修正, (2025-09-01施行), (2016年修订) as the last day of
 * that year; undefined when it names none.
 */
export function dayOfText(version: string | undefined): LegalDay | undefined {
  const [, year, month, day, onlyYear] =
    DATED.exec((version ?? '').normalize('NFKC').replaceAll(/\s/g, '')) ?? [];
  if (onlyYear !== undefined) return LegalDay.parse(`${onlyYear}-12-31`);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const parsed = LegalDay.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return parsed.success ? parsed.data : undefined;
}

/** An entry as it is stored: its articles in order, empty parts left out. */
export function inOrder(entry: LawEntry): LawEntry {
  return {
    ...entry,
    amendments: entry.amendments.toSorted((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1)),
    articles: entry.articles.toSorted(
      (a, b) =>
        compareArticles(articleKey(a.number) ?? a.number, articleKey(b.number) ?? b.number) ||
        ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1),
    ),
  };
}

/** What an import adds to an entry that is there: given facts replace, articles of the same number and day replace, all else stays. */
export function merged(known: LawEntry, more: LawEntry): LawEntry {
  const same = (a: LawArticle, b: LawArticle): boolean =>
    articleKey(a.number) === articleKey(b.number) && a.validFrom === b.validFrom;
  return inOrder({
    ...known,
    ...more,
    title: known.title,
    amendments: [
      ...known.amendments.filter((a) => !more.amendments.some((b) => b.decidedOn === a.decidedOn)),
      ...more.amendments,
    ],
    articles: [...known.articles.filter((a) => !more.articles.some((b) => same(a, b))), ...more.articles],
  });
}
