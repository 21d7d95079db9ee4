import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { AccountList } from '#modules/access/contract';
import { AgencyChart, AgencyPageResponse, PersonPageResponse } from '#modules/organisation/contract';
import { api } from '../../lib/api.ts';

/** Everything this page shows lies under one key, so that one change refreshes it all. */
export const ORGANISATION = ['organisation'] as const;

export const chartQuery = (agencyId: string) =>
  queryOptions({
    queryKey: [...ORGANISATION, 'chart', agencyId],
    queryFn: ({ signal }) => api(`/agencies/${agencyId}`, { schema: AgencyChart, signal }),
  });

export const agenciesQuery = queryOptions({
  queryKey: [...ORGANISATION, 'agencies'],
  queryFn: ({ signal }) => everyPage('/agencies', AgencyPageResponse, signal),
});

export const personsQuery = (agencyId: string) =>
  queryOptions({
    queryKey: [...ORGANISATION, 'persons', agencyId],
    queryFn: ({ signal }) => everyPage(`/agencies/${agencyId}/persons`, PersonPageResponse, signal),
  });

export const accountsQuery = queryOptions({
  queryKey: [...ORGANISATION, 'accounts'],
  queryFn: ({ signal }) => everyPage('/accounts', AccountList, signal),
});

/** An agency has some hundred persons at most: they are chosen from, so all of them are read. */
async function everyPage<T>(
  path: string,
  schema: z.ZodType<{ items: T[]; next: string | null }>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
    const page: { items: T[]; next: string | null } = await api(`${path}?limit=100${after}`, {
      schema,
      signal,
    });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}
