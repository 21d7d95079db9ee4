import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ArticleChoices, LawDetail, LawList, type Level } from '#modules/library/contract';
import { api } from '../../lib/api.ts';

/** What a change of the library may change on the pages. */
export const CHANGES = ['laws', 'powers'] as const;

export const lawsQuery = (filter: { readonly q: string; readonly level: Level | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['laws', 'list', filter],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      api(`/laws?${search(filter)}${pageParam}`, { schema: LawList, signal }),
    getNextPageParam: ({ next }: { readonly next: string | null }) =>
      next === null ? undefined : `&cursor=${next}`,
  });

const search = ({ q, level }: { readonly q: string; readonly level: Level | undefined }): string =>
  new URLSearchParams({
    limit: '50',
    ...(q === '' ? {} : { q }),
    ...(level === undefined ? {} : { level }),
  }).toString();

export const lawQuery = (lawId: string) =>
  queryOptions({
    queryKey: ['laws', 'one', lawId],
    queryFn: ({ signal }) => api(`/laws/${lawId}`, { schema: LawDetail, signal }),
  });

/** Articles that fit what is typed. */
export const articlesQuery = (q: string) =>
  queryOptions({
    queryKey: ['laws', 'articles', q],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api(`/law-articles?q=${encodeURIComponent(q.slice(0, 100))}`, { schema: ArticleChoices, signal }),
  });
