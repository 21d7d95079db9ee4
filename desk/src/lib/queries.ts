import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { CaseDetail, Worklist } from '#modules/cases/contract';
import {
  ObligationList,
  PublicationList,
  PublicationView,
  PublishedList,
  PublishedRecord,
} from '#modules/disclosure/contract';
import { AgencyChart } from '#modules/organisation/contract';
import { DraftList, TrialList, VersionDetail } from '#modules/powers/contract';
import { api } from './api.ts';

/** What lies on my posts' desks, most urgent first. */
export const worklistQuery = queryOptions({
  queryKey: ['cases', 'worklist'],
  refetchInterval: 30_000,
  queryFn: ({ signal }) => api('/cases/worklist?limit=100', { schema: Worklist, signal }),
});

export const draftsQuery = queryOptions({
  queryKey: ['powers', 'drafts'],
  queryFn: ({ signal }) => api('/powers/drafts?limit=100', { schema: DraftList, signal }),
});

export const versionQuery = (versionId: string) =>
  queryOptions({
    queryKey: ['powers', 'version', versionId],
    queryFn: ({ signal }) => api(`/power-versions/${versionId}`, { schema: VersionDetail, signal }),
  });

/** What runs on trial in my agency; only what waits for a decision, or all. */
export const trialsQuery = (undecided: boolean) =>
  queryOptions({
    queryKey: ['powers', 'trials', undecided],
    queryFn: ({ signal }) => api(`/power-trials?undecided=${undecided}`, { schema: TrialList, signal }),
  });

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', 'one', caseId],
    queryFn: ({ signal }) => api(`/cases/${caseId}`, { schema: CaseDetail, signal }),
  });

/** Public views that wait for a reviewer of this agency. */
export const reviewQueueQuery = infiniteQueryOptions({
  queryKey: ['disclosure', 'queue'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    api(`/publications?limit=100${pageParam}`, { schema: PublicationList, signal }),
  getNextPageParam: cursorOf,
});

/** What an agency owes to society, the longest overdue first. */
export const owedQuery = (filter: string) =>
  infiniteQueryOptions({
    queryKey: ['disclosure', 'owed', filter],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      api(`/obligations?limit=100${filter}${pageParam}`, { schema: ObligationList, signal }),
    getNextPageParam: cursorOf,
  });

/** Entries of the agency's published records, the newest first. */
export const publishedQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['disclosure', 'published', q],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      api(`/records?limit=50&q=${encodeURIComponent(q)}${pageParam}`, { schema: PublishedList, signal }),
    getNextPageParam: cursorOf,
  });

export const publishedRecordQuery = (rid: string) =>
  queryOptions({
    queryKey: ['disclosure', 'record', rid],
    queryFn: ({ signal }) => api(`/records/${rid}`, { schema: PublishedRecord, signal }),
  });

function cursorOf(page: { readonly next: string | null }): string | undefined {
  return page.next === null ? undefined : `&cursor=${encodeURIComponent(page.next)}`;
}

export const publicationQuery = (publicationId: string) =>
  queryOptions({
    queryKey: ['disclosure', 'one', publicationId],
    queryFn: ({ signal }) => api(`/publications/${publicationId}`, { schema: PublicationView, signal }),
  });

/** Offices, posts and channels of one’s agency. */
export const chartQuery = (agencyId: string) =>
  queryOptions({
    queryKey: ['agency', agencyId, 'chart'],
    staleTime: 60_000,
    queryFn: ({ signal }) => api(`/agencies/${agencyId}`, { schema: AgencyChart, signal }),
  });
