import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  ClarificationWaiting,
  FindingDetail,
  FindingPage,
  HandoverDetail,
  HandoverList,
  type FindingRow,
} from '#modules/clarification/contract';
import { api } from '../../lib/api.ts';

/** What an act about findings may change on the page. */
export const CHANGES = ['clarification', 'powers'] as const;

export type Filter = { readonly state: FindingRow['state']; readonly kind: FindingRow['kind'] | 'all' };

export const findingsQuery = ({ state, kind }: Filter) =>
  infiniteQueryOptions({
    queryKey: ['clarification', 'list', state, kind],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      api(
        `/clarification-findings?limit=50&state=${state}${kind === 'all' ? '' : `&kind=${kind}`}${pageParam}`,
        { schema: FindingPage, signal },
      ),
    getNextPageParam: ({ next }: { readonly next: string | null }) =>
      next === null ? undefined : `&after=${next}`,
    // While a comparison is under way its result is waited for.
    refetchInterval: ({ state: { data } }) => {
      const run = data?.pages[0]?.run;
      return run !== undefined && run !== null && run.doneAt === null ? 2_000 : false;
    },
  });

/** The findings whose decision began a version of a power; one, or none. */
export const findingsBehindQuery = (versionId: string) =>
  queryOptions({
    queryKey: ['clarification', 'behind', versionId],
    queryFn: ({ signal }) =>
      api(`/clarification-findings?state=decided&versionId=${versionId}`, { schema: FindingPage, signal }),
  });

export const findingQuery = (id: string) =>
  queryOptions({
    queryKey: ['clarification', 'one', id],
    queryFn: ({ signal }) => api(`/clarification-findings/${id}`, { schema: FindingDetail, signal }),
  });

/** What other bodies ask mine to take over; only what waits for an answer, or all. */
export const handoversQuery = (unanswered: boolean) =>
  queryOptions({
    queryKey: ['clarification', 'handovers', unanswered],
    queryFn: ({ signal }) =>
      api(`/clarification-handovers?unanswered=${unanswered}`, { schema: HandoverList, signal }),
  });

/** What waits for whoever is logged in. */
export const waitingQuery = queryOptions({
  queryKey: ['clarification', 'waiting'],
  queryFn: ({ signal }) => api('/clarification-waiting', { schema: ClarificationWaiting, signal }),
});

export const handoverQuery = (id: string) =>
  queryOptions({
    queryKey: ['clarification', 'handover', id],
    queryFn: ({ signal }) => api(`/clarification-handovers/${id}`, { schema: HandoverDetail, signal }),
  });
