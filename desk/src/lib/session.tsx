import { queryOptions, useQuery } from '@tanstack/react-query';
import { MeResponse } from '#modules/access/contract';
import { api, ApiRefusal } from './api.ts';

export type Me = MeResponse;

/** Who is logged in, at which posts, with which roles; nobody is `null`. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 60_000,
  retry: false,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await api('/me', { schema: MeResponse, signal });
    } catch (error) {
      if (error instanceof ApiRefusal && error.problem.status === 401) return null;
      throw error;
    }
  },
});

/** The person who is logged in; pages below the shell are shown only when there is one. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('used outside the shell');
  return data;
}

export function hasAnyRole(me: Me, roles: readonly string[]): boolean {
  return roles.some((role) => me.roles.includes(role));
}
