import { z } from 'zod';
import { LawEntry, LEVELS } from '../domain/law.ts';

export { LawEntry, LEVELS };
export type { Level } from '../domain/law.ts';
export { LEVEL_WORDS, STATE_WORDS } from './words.ts';

const text = z.string();
const day = z.iso.date();

/** How a citation stands against the library. */
export const StateView = z.object({
  code: z.enum([
    'not-in-library',
    'article-not-in-library',
    'current',
    'not-yet',
    'amended',
    'article-ended',
    'repealed',
  ]),
  on: day.nullable(),
  /** Articles the library lacks, as people write them. */
  articles: z.array(text),
});
export type StateView = z.infer<typeof StateView>;

export const LawRow = z.object({
  id: z.uuid(),
  title: text,
  level: z.enum(LEVELS),
  documentNumber: text.nullable(),
  inForceFrom: day.nullable(),
  repealedFrom: day.nullable(),
  amendedFrom: day.nullable(),
  articles: z.int(),
  powers: z.int(),
  verified: z.boolean(),
});
export type LawRow = z.infer<typeof LawRow>;
export const LawList = z.object({
  items: z.array(LawRow),
  next: text.nullable(),
  mayKeep: z.boolean(),
});

export const LawDetail = z.object({
  id: z.uuid(),
  entry: LawEntry,
  /** Its articles, each once: key and how people write it. */
  articleKeys: z.array(z.object({ key: text, label: text })),
  /** Day of the last change up to today. */
  amendedFrom: day.nullable(),
  verified: z.object({ by: text, at: z.iso.datetime({ offset: true }) }).nullable(),
  rowVersion: z.int(),
  powers: z.array(
    z.object({
      powerId: z.uuid(),
      code: text,
      name: text,
      typeCode: text,
      articles: z.array(text),
      state: StateView,
    }),
  ),
  mayKeep: z.boolean(),
});
export type LawDetail = z.infer<typeof LawDetail>;

/** What the picker of the power form fills in. */
export const ArticleChoice = z.object({
  lawId: z.uuid(),
  law: text,
  version: text.nullable(),
  level: text,
  article: text.nullable(),
  summary: text,
  verified: z.boolean(),
  state: StateView,
});
export type ArticleChoice = z.infer<typeof ArticleChoice>;
export const ArticleChoices = z.object({ items: z.array(ArticleChoice) });

export const LawImportRequest = z.strictObject({ dryRun: z.boolean(), file: z.unknown() });
export const LawImportReport = z.object({
  read: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  findings: z.array(z.object({ row: z.int(), field: text, code: text, text })),
});
export type LawImportReport = z.infer<typeof LawImportReport>;

export const Added = z.object({ lawId: z.uuid() });
export const Changed = z.object({ rowVersion: z.int() });
