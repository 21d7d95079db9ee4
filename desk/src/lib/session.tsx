import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api, ApiRefusal } from './api.ts';

/** What `/api/v1/me` says: who is logged in, at which posts, with which roles. */
const Me = z.object({
  personId: z.string(),
  name: z.string(),
  agency: z.object({ id: z.string(), name: z.string() }),
  posts: z.array(z.object({ id: z.string(), name: z.string(), office: z.string(), kind: z.string() })),
  roles: z.array(z.string()),
});
export type Me = z.infer<typeof Me>;

export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 60_000,
  retry: false,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await api('/me', { schema: Me, signal });
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
