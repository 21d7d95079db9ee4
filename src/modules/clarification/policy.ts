import { definePolicy, hasRole, type Actor } from '#modules/access';

type Agency = { readonly agencyId: string };

const keeps = (actor: Actor, where: Agency): boolean =>
  actor.kind === 'system' || hasRole(actor, 'review-office', where);
const TALK = ['registrar', 'office-head', 'leader', 'first-responsible'] as const;
const OVERSEE = ['supervisor', 'auditor'] as const;

/** A grant for one office counts for the whole list: what is found there is often about two offices. */
function holds(actor: Actor, { agencyId }: Agency, roles: readonly string[]): boolean {
  return (
    actor.kind === 'staff' &&
    actor.roles.some((grant) => grant.agencyId === agencyId && roles.includes(grant.role))
  );
}

/**
 * Who does what about findings (B5): the leading group office has the list compared and decides, offices and leaders discuss,
 * supervisors read. Whether a body takes a power over is said by whoever leads all of it and by nobody else: it binds the body.
 */
export const can = definePolicy<{
  'clarification/compare': Agency;
  'clarification/read': Agency;
  'clarification/discuss': Agency;
  'clarification/decide': Agency;
  'clarification/answer': Agency;
}>({
  'clarification/compare': keeps,
  'clarification/read': (actor, where) => keeps(actor, where) || holds(actor, where, [...TALK, ...OVERSEE]),
  'clarification/discuss': (actor, where) => keeps(actor, where) || holds(actor, where, TALK),
  'clarification/decide': keeps,
  'clarification/answer': (actor, where) =>
    hasRole(actor, 'leader', where) || hasRole(actor, 'first-responsible', where),
});
