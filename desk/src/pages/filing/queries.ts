import { queryOptions } from '@tanstack/react-query';
import {
  FilingOverview,
  FilingWaiting,
  Inbox,
  PackageDetail,
  ReceivedDetail,
  Reconciliation,
  UnsignedList,
} from '#modules/filing/contract';
import { api } from '../../lib/api.ts';

export const filingsQuery = queryOptions({
  queryKey: ['filing', 'overview'],
  queryFn: ({ signal }) => api('/filings', { schema: FilingOverview, signal }),
});

/** What waits upward and from below, in figures. */
export const filingWaitingQuery = queryOptions({
  queryKey: ['filing', 'waiting'],
  queryFn: ({ signal }) => api('/filing-waiting', { schema: FilingWaiting, signal }),
});

/** Packages that wait for my signature. */
export const unsignedQuery = queryOptions({
  queryKey: ['filing', 'unsigned'],
  queryFn: ({ signal }) => api('/filing-signatures', { schema: UnsignedList, signal }),
});

/** A package that is on its way changes by itself. */
export const packageQuery = (id: string) =>
  queryOptions({
    queryKey: ['filing', 'package', id],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => api(`/filings/${id}`, { schema: PackageDetail, signal }),
  });

export const inboxQuery = queryOptions({
  queryKey: ['filing', 'inbox'],
  queryFn: ({ signal }) => api('/filing-inbox', { schema: Inbox, signal }),
});

export const receivedQuery = (id: string) =>
  queryOptions({
    queryKey: ['filing', 'received', id],
    queryFn: ({ signal }) => api(`/filing-inbox/${id}`, { schema: ReceivedDetail, signal }),
  });

export const reconciliationQuery = (senderId: string) =>
  queryOptions({
    queryKey: ['filing', 'reconciliation', senderId],
    queryFn: ({ signal }) =>
      api(`/filing-senders/${senderId}/reconciliation`, { schema: Reconciliation, signal }),
  });
