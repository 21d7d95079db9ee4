import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  ExceptionDetail,
  ExceptionList,
  ExceptionSubjects,
  ExceptionTasks,
  Withholdable,
} from '#modules/disclosure/contract';
import { api } from '../../lib/api.ts';

/** The non-public register of one's agency, the newest request first. */
export const exceptionsQuery = (state: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['exceptions', 'list', state ?? ''],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      api(`/exceptions?limit=50${state === undefined ? '' : `&state=${state}`}${pageParam}`, {
        schema: ExceptionList,
        signal,
      }),
    getNextPageParam: (page) => (page.next === null ? undefined : `&cursor=${encodeURIComponent(page.next)}`),
  });

/** Requests whose turn is mine, and dates of review that come. */
export const exceptionTasksQuery = queryOptions({
  queryKey: ['exceptions', 'tasks'],
  queryFn: ({ signal }) => api('/exceptions/tasks', { schema: ExceptionTasks, signal }),
});

export const exceptionQuery = (id: string) =>
  queryOptions({
    queryKey: ['exceptions', 'one', id],
    queryFn: ({ signal }) => api(`/exceptions/${id}`, { schema: ExceptionDetail, signal }),
  });

/** What a request may be about. */
export type SubjectOf = 'power' | 'case' | 'rule';

export const subjectsQuery = (of: SubjectOf, q: string) =>
  queryOptions({
    queryKey: ['exceptions', 'subjects', of, q],
    queryFn: ({ signal }) =>
      api(`/exceptions/subjects?of=${of}&q=${encodeURIComponent(q)}`, { schema: ExceptionSubjects, signal }),
  });

export const withholdableQuery = (of: SubjectOf, id: string) =>
  queryOptions({
    queryKey: ['exceptions', 'withholdable', of, id],
    queryFn: ({ signal }) => api(`/exceptions/subjects/${of}/${id}`, { schema: Withholdable, signal }),
  });
