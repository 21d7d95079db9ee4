import { definePolicy, hasRole, type Actor } from '#modules/access';

type Agency = { readonly agencyId: string };

const keeps = (actor: Actor, { agencyId }: Agency): boolean =>
  actor.kind === 'system' || hasRole(actor, 'review-office', { agencyId });

/**
 * Who keeps the library: the leading group office, which is the legal office where there is one. Everybody of the agency
 * reads it, and society reads it on the portal.
 */
export const can = definePolicy<{
  'law/read': Agency;
  'law/keep': Agency;
  'law/verify': Agency;
}>({
  'law/read': (actor, { agencyId }) =>
    actor.kind === 'system' || (actor.kind === 'staff' && actor.agencyId === agencyId),
  'law/keep': keeps,
  'law/verify': keeps,
});
