import { queryOptions } from '@tanstack/react-query';
import { CaseDetail, Worklist } from '#modules/cases/contract';
import { PublicationList, PublicationView } from '#modules/disclosure/contract';
import { DraftList, VersionDetail } from '#modules/powers/contract';
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

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', 'one', caseId],
    queryFn: ({ signal }) => api(`/cases/${caseId}`, { schema: CaseDetail, signal }),
  });

/** Public views that wait for a reviewer of this agency. */
export const reviewQueueQuery = queryOptions({
  queryKey: ['disclosure', 'queue'],
  queryFn: ({ signal }) => api('/publications?limit=100', { schema: PublicationList, signal }),
});

export const publicationQuery = (publicationId: string) =>
  queryOptions({
    queryKey: ['disclosure', 'one', publicationId],
    queryFn: ({ signal }) => api(`/publications/${publicationId}`, { schema: PublicationView, signal }),
  });
