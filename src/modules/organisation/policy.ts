import { definePolicy, hasRole, type Actor } from '#modules/access';

type Agency = { readonly agencyId: string; readonly parentId: string | null };

export type OrganisationSubjects = {
  'agency/create': { readonly parentId: string };
  'agency/manage': Agency;
  'agency/read': Agency;
  'post/delegate': Agency & { readonly postId: string; readonly holderId: string };
};

const keeps = (actor: Actor, agency: Agency): boolean =>
  actor.kind === 'system' ||
  hasRole(actor, 'org-admin', agency) ||
  (agency.parentId !== null && hasRole(actor, 'org-admin', { agencyId: agency.parentId }));

/**
 * Who keeps an organisation: its administrators and those of the body above it. Members of staff read their own agency
 * with all its posts; a holder delegates their own post and nobody else's.
 */
export const can = definePolicy<OrganisationSubjects>({
  'agency/create': (actor, { parentId }) =>
    actor.kind === 'system' || hasRole(actor, 'org-admin', { agencyId: parentId }),
  'agency/manage': keeps,
  'agency/read': (actor, agency) =>
    keeps(actor, agency) || (actor.kind === 'staff' && actor.agencyId === agency.agencyId),
  'post/delegate': (actor, subject) =>
    keeps(actor, subject) ||
    (actor.kind === 'staff' &&
      actor.personId === subject.holderId &&
      actor.assignments.some(
        (a) => a.postId === subject.postId && a.agencyId === subject.agencyId && a.kind === 'holder',
      )),
});
