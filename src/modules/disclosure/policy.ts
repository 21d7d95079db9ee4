import { definePolicy, hasRole, type Actor } from '#modules/access';

type Subject = { readonly agencyId: string };

/** Who may decide what society sees. Nobody reviews what they signed themselves; that is decided with the publication. */
export const can = definePolicy<{
  'publication/read': Subject;
  'publication/review': Subject;
  'record/correct': Subject;
  'record/withdraw': Subject;
  'record/redact': Subject;
}>({
  'publication/read': (actor, { agencyId }) =>
    hasRole(actor, 'disclosure-reviewer', { agencyId }) || hasRole(actor, 'supervisor', { agencyId }),
  'publication/review': reviews,
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
