import { queryOptions } from '@tanstack/react-query';
import {
  FiledReading,
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

/** An entry of a package, of ours or one that came. */
export type EntryOf = {
  readonly path: `/filings/${string}` | `/filing-inbox/${string}`;
  readonly part: FiledReading['part'];
  readonly code: string;
  readonly name: string;
};

/** What a package carries never changes. */
export const entryQuery = ({ path, part, code }: EntryOf, lang: string) =>
  queryOptions({
    queryKey: ['filing', 'entry', path, part, code, lang],
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      api(`${path}/entry?${new URLSearchParams({ part, code }).toString()}`, {
        schema: FiledReading,
        signal,
      }),
  });

export const reconciliationQuery = (senderId: string) =>
  queryOptions({
    queryKey: ['filing', 'reconciliation', senderId],
    queryFn: ({ signal }) =>
      api(`/filing-senders/${senderId}/reconciliation`, { schema: Reconciliation, signal }),
  });
