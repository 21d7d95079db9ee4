import { definePolicy, hasRole, inOffice, type Actor } from '#modules/access';

type Subject = { readonly agencyId: string };
type OfOffice = Subject & { readonly officeId: string };
type OfPerson = Subject & { readonly requestedBy: string };

/**
 * Who may decide what society sees. Nobody reviews what they signed themselves; that is decided with the publication. A request to
 * withhold is signed by the head of its office, whom no leader stands in for (B7); what it would withhold is seen by that office, by
 * whoever decides on it or watches, and by the leaders in charge of the office.
 */
export const can = definePolicy<{
  'publication/read': Subject;
  'publication/review': Subject;
  'obligation/read-all': Subject;
  'record/read': Subject;
  'record/correct': Subject;
  'record/withdraw': Subject;
  'record/redact': Subject;
  'exception/request': OfOffice;
  'exception/read-all': Subject;
  'exception/read': OfOffice;
  'exception/see': OfOffice;
  'exception/sign': OfOffice;
  'exception/review': OfOffice;
  'exception/approve': OfOffice;
  'exception/withdraw': OfPerson;
  'exception/file': OfOffice;
  'exception/keep': OfOffice;
  'exception/open': OfOffice;
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
  'exception/request': asks,
  'exception/read-all': readsRegister,
  'exception/read': (actor, subject) => readsRegister(actor, subject) || asks(actor, subject),
  'exception/see': (actor, subject) =>
    asks(actor, subject) ||
    reviews(actor, subject) ||
    keepsRegister(actor, subject) ||
    watches(actor, subject) ||
    (['leader', 'first-responsible'] as const).some((role) => hasRole(actor, role, subject)),
  'exception/sign': (actor, subject) => hasRole(actor, 'office-head', subject),
  'exception/review': reviews,
  'exception/approve': keepsRegister,
  'exception/withdraw': (actor, { agencyId, requestedBy }) =>
    actor.kind === 'staff' && actor.agencyId === agencyId && actor.personId === requestedBy,
  'exception/file': keepsRegister,
  'exception/keep': keepsRegister,
  'exception/open': keepsRegister,
});

/** The office a thing belongs to asks that it be withheld: its clerks, its head, whoever holds a post in it. */
function asks(actor: Actor, subject: OfOffice): boolean {
  if (actor.kind !== 'staff' || actor.agencyId !== subject.agencyId) return false;
  if (watches(actor, subject)) return false;
  return (
    inOffice(actor, subject.officeId) ||
    hasRole(actor, 'registrar', subject) ||
    hasRole(actor, 'office-head', subject)
  );
}

/** Whether somebody may ask that a thing of this office be withheld. */
export function mayAskToWithhold(actor: Actor, subject: OfOffice): boolean {
  return can(actor, 'exception/request', subject);
}

/** The leading group office decides on exceptions and keeps their register (B7). */
function keepsRegister(actor: Actor, { agencyId }: Subject): boolean {
  return hasRole(actor, 'review-office', { agencyId });
}

function readsRegister(actor: Actor, subject: Subject): boolean {
  return (
    keepsRegister(actor, subject) ||
    reviews(actor, subject) ||
    leads(actor, subject) ||
    leadsAnOffice(actor, subject) ||
    watches(actor, subject)
  );
}

function watches(actor: Actor, { agencyId }: Subject): boolean {
  return hasRole(actor, 'supervisor', { agencyId }) || hasRole(actor, 'auditor', { agencyId });
}

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
