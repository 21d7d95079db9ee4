import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  Bodies,
  MeetingDetail,
  MeetingPage,
  MinutesTasks,
  MinutesView,
  MyMeetings,
} from '#modules/deliberation/contract';
import { api } from '../../lib/api.ts';

/** What an act of a deliberation may change on the page. */
export const CHANGES = ['deliberation', 'powers', 'rules'] as const;

export const bodiesQuery = queryOptions({
  queryKey: ['deliberation', 'bodies'],
  queryFn: ({ signal }) => api('/deliberative-bodies', { schema: Bodies, signal }),
});

export const meetingsQuery = infiniteQueryOptions({
  queryKey: ['deliberation', 'meetings'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) => api(`/meetings?limit=50${pageParam}`, { schema: MeetingPage, signal }),
  getNextPageParam: ({ next }: { readonly next: string | null }) =>
    next === null ? undefined : `&after=${next}`,
});

export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliberation', 'meeting', id],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => api(`/meetings/${id}`, { schema: MeetingDetail, signal }),
  });

export const minutesQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliberation', 'minutes', id],
    queryFn: ({ signal }) => api(`/meetings/${id}/minutes`, { schema: MinutesView, signal }),
  });

/** Meetings that come, of the bodies I belong to. */
export const myMeetingsQuery = queryOptions({
  queryKey: ['deliberation', 'my-meetings'],
  queryFn: ({ signal }) => api('/my-meetings', { schema: MyMeetings, signal }),
});

/** Minutes that wait for me. */
export const minutesTasksQuery = queryOptions({
  queryKey: ['deliberation', 'minutes-tasks'],
  queryFn: ({ signal }) => api('/minutes-tasks', { schema: MinutesTasks, signal }),
});
