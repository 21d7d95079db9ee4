import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  GoverningRules,
  RuleDetail,
  RuleList,
  RuleTargets,
  RuleTargetSteps,
  type RuleView,
} from '#modules/rules/contract';
import { api } from '../../lib/api.ts';

/** What a change of a rule may change on the pages. */
export const CHANGES = ['rules', 'deliberation'] as const;

export const rulesQuery = ({ view, q }: { readonly view: RuleView; readonly q: string }) =>
  infiniteQueryOptions({
    queryKey: ['rules', 'list', view, q],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      api(
        `/rules?${new URLSearchParams({
          view,
          ...(q === '' ? {} : { q }),
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        })}`,
        { schema: RuleList, signal },
      ),
    getNextPageParam: ({ next }) => next,
  });

export const ruleQuery = (versionId: string) =>
  queryOptions({
    queryKey: ['rules', 'version', versionId],
    queryFn: ({ signal }) => api(`/rule-versions/${versionId}`, { schema: RuleDetail, signal }),
  });

/** Powers in force whose name has these words. */
export const targetsQuery = (q: string) =>
  queryOptions({
    queryKey: ['rules', 'targets', q],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api(`/rule-targets?q=${encodeURIComponent(q.slice(0, 100))}`, { schema: RuleTargets, signal }),
  });

export const targetStepsQuery = (powerId: string) =>
  queryOptions({
    queryKey: ['rules', 'steps', powerId],
    staleTime: 60_000,
    queryFn: ({ signal }) => api(`/rule-targets/${powerId}/steps`, { schema: RuleTargetSteps, signal }),
  });

/** Rules in force that govern a power. */
export const governingQuery = (code: string) =>
  queryOptions({
    queryKey: ['rules', 'governing', code],
    queryFn: ({ signal }) =>
      api(`/governing-rules?code=${encodeURIComponent(code)}`, { schema: GoverningRules, signal }),
  });
