import { queryOptions } from '@tanstack/react-query';
import { CategoryDetail, CategoryList } from '#modules/category-flows/contract';
import { api } from '../../lib/api.ts';

/** What a change of a general flow may change on the pages. */
export const CHANGES = ['category-flows', 'deliberation'] as const;

export const categoryFlowsQuery = queryOptions({
  queryKey: ['category-flows', 'list'],
  queryFn: ({ signal }) => api('/category-flows', { schema: CategoryList, signal }),
});

export const categoryVersionQuery = (versionId: string) =>
  queryOptions({
    queryKey: ['category-flows', 'version', versionId],
    queryFn: ({ signal }) => api(`/category-flow-versions/${versionId}`, { schema: CategoryDetail, signal }),
  });
