import { definePolicy, hasRole, type Actor } from '#modules/access';

type Subject = { readonly agencyId: string };

/** Who may decide what society sees. Nobody reviews what they signed themselves; that is decided with the publication. */
export const can = definePolicy<{
  'publication/read': Subject;
  'publication/review': Subject;
  'obligation/read-all': Subject;
  'record/read': Subject;
  'record/correct': Subject;
  'record/withdraw': Subject;
  'record/redact': Subject;
}>({
  'publication/read': (actor, { agencyId }) =>
    hasRole(actor, 'disclosure-reviewer', { agencyId }) || hasRole(actor, 'supervisor', { agencyId }),
  'publication/review': reviews,
  'obligation/read-all': (actor, subject) =>
    reviews(actor, subject) ||
    leads(actor, subject) ||
    (['review-office', 'supervisor', 'auditor'] as const).some((role) => hasRole(actor, role, subject)),
  'record/read': (actor, subject) =>
    reviews(actor, subject) ||
    leads(actor, subject) ||
    leadsAnOffice(actor, subject) ||
    hasRole(actor, 'supervisor', subject),
  'record/correct': reviews,
  'record/withdraw': leads,
  'record/redact': leads,
});

function reviews(actor: Actor, { agencyId }: Subject): boolean {
  return hasRole(actor, 'disclosure-reviewer', { agencyId });
}

/** Taking a record out of sight is decided by who answers for the agency, on the proposal of the reviewers. */
function leads(actor: Actor, { agencyId }: Subject): boolean {
  return hasRole(actor, 'leader', { agencyId }) || hasRole(actor, 'first-responsible', { agencyId });
}

/** A leader in charge of some offices only: proposes and reads, and decides for the agency in none of its records. */
function leadsAnOffice(actor: Actor, { agencyId }: Subject): boolean {
  return (
    actor.kind === 'staff' &&
    actor.roles.some((grant) => grant.role === 'leader' && grant.agencyId === agencyId)
  );
}
