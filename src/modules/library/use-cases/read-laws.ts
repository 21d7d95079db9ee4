import type { z } from 'zod';
import { err, legalDayOf, ok, toOffsetString, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import type { UseCase } from '#platform/context';
import type { ArticleChoices, LawDetail, LawList, LawRow, StateView } from '../contract/index.ts';
import { powersCiting } from '../db/citations.ts';
import { findLaw, listLaws, searchArticles, type LawListRow } from '../db/law-reader.ts';
import { articleLabel, compareArticles } from '../domain/citation.ts';
import type { LibraryRefusal } from '../domain/errors.ts';
import {
  amendedFrom,
  articleKey,
  stateOfCitation,
  type Amendment,
  type CitationState,
  type LawEntry,
  type Level,
} from '../domain/law.ts';
import { LEVEL_WORDS } from '../contract/words.ts';
import { can } from '../policy.ts';

/** Laws of one’s agency by title. */
export async function readLaws(
  ctx: UseCase,
  actor: StaffActor,
  filter: {
    readonly q?: string | undefined;
    readonly level?: Level | undefined;
    readonly after?: { readonly title: string; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<Result<Omit<z.infer<typeof LawList>, 'next'> & { readonly more: boolean }, LibraryRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'law/read', { agencyId })) return err({ code: 'library/forbidden' });
  const rows = await listLaws(ctx.db, { ...filter, agencyId, limit: filter.limit + 1 });
  const today = legalDayOf(ctx.clock.now());
  return ok({
    items: rows.slice(0, filter.limit).map((row) => toRow(row, today)),
    more: rows.length > filter.limit,
    mayKeep: can(actor, 'law/keep', { agencyId }),
  });
}

/** Day of the last change that is in force on a day. */
function lastChange(amendments: readonly Amendment[], today: string): string | null {
  return (
    amendments
      .map(amendedFrom)
      .filter((on) => on <= today)
      .toSorted()
      .at(-1) ?? null
  );
}

function toRow(row: LawListRow, today: string): LawRow {
  return {
    id: row.id,
    title: row.title,
    level: row.level,
    documentNumber: row.documentNumber ?? null,
    inForceFrom: row.inForceFrom ?? null,
    repealedFrom: row.repealedFrom ?? null,
    amendedFrom: lastChange(row.amendments, today),
    articles: row.articles,
    powers: row.powers,
    verified: row.verified,
  };
}

/** An entry with the powers that rest on it. */
export async function readLaw(
  ctx: UseCase,
  actor: StaffActor,
  lawId: string,
): Promise<Result<LawDetail, LibraryRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'law/read', { agencyId })) return err({ code: 'library/forbidden' });
  const law = await findLaw(ctx.db, { agencyId, id: lawId });
  if (law === undefined) return err({ code: 'library/not-found' });
  const today = legalDayOf(ctx.clock.now());
  const powers = await powersCiting(ctx.db, law, today);
  return ok({
    id: law.id,
    entry: law.entry,
    articleKeys: [...new Set(law.entry.articles.flatMap(({ number }) => articleKey(number) ?? []))].map(
      (key) => ({ key, label: articleLabel(key) }),
    ),
    amendedFrom: lastChange(law.entry.amendments, today),
    verified: law.verified && { by: law.verified.by, at: toOffsetString(law.verified.at) },
    rowVersion: law.rowVersion,
    powers: powers.map(({ state, articles, ...power }) => ({
      ...power,
      articles: articles.toSorted(compareArticles).map(articleLabel),
      state: stateView(state),
    })),
    mayKeep: can(actor, 'law/keep', { agencyId }),
  });
}

/** Articles for whoever writes a legal basis, as they stand today. */
export async function findArticles(
  ctx: UseCase,
  actor: StaffActor,
  q: string,
): Promise<Result<z.infer<typeof ArticleChoices>, LibraryRefusal>> {
  const { agencyId } = actor;
  if (!can(actor, 'law/read', { agencyId })) return err({ code: 'library/forbidden' });
  const today = legalDayOf(ctx.clock.now());
  const found = await searchArticles(ctx.db, agencyId, q);
  return ok({
    items: found.map(({ law, article }) => {
      const key = article === undefined ? undefined : articleKey(article.number);
      const state = stateOfCitation(law.entry, key === undefined ? [] : [key], { since: today, today });
      return {
        lawId: law.id,
        law: law.entry.title,
        version: versionOf(law.entry, today) ?? null,
        level: LEVEL_WORDS[law.entry.level].zh,
        article: key === undefined ? null : articleLabel(key),
        summary: article?.text ?? '',
        verified: law.verified !== null,
        state: stateView(state),
      };
    }),
  });
}

/** The text that is in force, as a citation names it: document number and the last change. */
function versionOf(entry: LawEntry, today: string): string | undefined {
  const last = entry.amendments.filter((one) => amendedFrom(one) <= today).at(-1);
  const changed =
    last === undefined
      ? undefined
      : `${amendedFrom(last)}${last.inForceFrom === undefined ? '修正' : '施行'}`;
  const text = [entry.documentNumber, changed].filter((part) => part !== undefined);
  const [first, second] = text;
  return first !== undefined && second !== undefined ? `${first}(${second})` : first;
}

export function stateView(state: CitationState): StateView {
  return {
    code: state.code,
    on: 'on' in state ? state.on : null,
    articles: 'articles' in state ? state.articles.map(articleLabel) : [],
  };
}
