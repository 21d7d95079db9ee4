import { definePolicy, hasRole, type Actor } from '#modules/access';

type Agency = { readonly agencyId: string };
type Office = Agency & { readonly officeId: string };

const runs = (actor: Actor, { agencyId }: Agency): boolean =>
  actor.kind === 'system' || hasRole(actor, 'review-office', { agencyId });
const READ = ['leader', 'first-responsible', 'review-office', 'supervisor', 'auditor'] as const;

/**
 * Who does what in a campaign (B1, A2): the leading group office opens it, passes returns and closes it; an office fills in
 * its own return, its head signs, the leader in charge countersigns; those who lead and oversee read everything.
 */
export const can = definePolicy<{
  'campaign/run': Agency;
  'campaign/read': Agency;
  'campaign/read-task': Office;
  'campaign/fill': Office;
  'campaign/sign': Office;
  'campaign/countersign': Office;
  'campaign/return': Office;
  'campaign/explain': Office;
}>({
  'campaign/run': runs,
  'campaign/read': (actor, { agencyId }) =>
    actor.kind === 'system' ||
    READ.some((role) => hasRole(actor, role, { agencyId })) ||
    leads(actor, agencyId),
  'campaign/read-task': (actor, office) =>
    runs(actor, office) ||
    ([...READ, 'registrar', 'office-head'] as const).some((role) => hasRole(actor, role, office)),
  'campaign/fill': (actor, office) =>
    actor.kind === 'system' || hasRole(actor, 'registrar', office) || hasRole(actor, 'office-head', office),
  'campaign/sign': (actor, office) => actor.kind === 'system' || hasRole(actor, 'office-head', office),
  'campaign/countersign': (actor, office) =>
    actor.kind === 'system' ||
    hasRole(actor, 'leader', office) ||
    hasRole(actor, 'first-responsible', office),
  'campaign/return': (actor, office) => runs(actor, office) || hasRole(actor, 'leader', office),
  'campaign/explain': (actor, office) =>
    runs(actor, office) || hasRole(actor, 'office-head', office) || hasRole(actor, 'registrar', office),
});

/** A leader's grant may be for one office only; it opens the board all the same. */
function leads(actor: Actor, agencyId: string): boolean {
  return (
    actor.kind === 'staff' &&
    actor.roles.some(
      (grant) =>
        grant.agencyId === agencyId &&
        (grant.role === 'leader' || grant.role === 'office-head' || grant.role === 'registrar'),
    )
  );
}
